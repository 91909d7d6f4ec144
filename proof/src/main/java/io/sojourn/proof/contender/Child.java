package io.sojourn.proof.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sojourn.proof.load.Ground;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of one contender. Prints its {@link Outcome} as one line of JSON, waits for the end of its input, so that
 * what it wrote can be looked at while it is still there, and ends.
 */
public final class Child {
    private Child() {}

    /** What to start the process with. */
    public static List<String> arguments(String contender, Ground ground) {
        return List.of(
                contender,
                ground.bootstrap(),
                ground.registry(),
                Integer.toString(ground.partitions()),
                Integer.toString(ground.events()),
                Integer.toString(ground.warmUp()),
                ground.scratch().toString());
    }

    /** Runs the contender that {@link #arguments} name. */
    public static void main(String[] args) throws Exception {
        Ground ground = new Ground(
                args[1],
                args[2],
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]),
                Path.of(args[6]));
        Contenders.named(args[0]).run(ground, outcome -> {
            System.out.println(new ObjectMapper().writeValueAsString(outcome));
            System.out.flush();
            System.in.read();
        });
        System.exit(0);
    }
}
