package io.sojourn.authoring;

import io.sojourn.policy.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of stories and the policy they are about: whether it decides as they tell. */
public final class Stories {
    private static final String SUFFIX = ".test" + Presets.SUFFIX;

    private final String name;
    private final Policy policy;
    private final List<Story> stories;

    private Stories(String name, Policy policy, List<Story> stories) {
        this.name = name;
        this.policy = policy;
        this.stories = stories;
    }

    /**
     * One story and how it went.
     *
     * @param difference what was expected and what came instead; empty where all was as told
     */
    public record Outcome(String file, int line, String story, String difference) {
        public boolean isAsTold() {
            return difference.isEmpty();
        }
    }

    /**
     * Reads a file, or the stories of the preset of this name. The policy is the one it names (a file beside it, or a preset);
     * without that, the file beside it without {@code .test} in its name.
     *
     * @throws PolicyRefusedException with all that is wrong with the stories or with their policy
     */
    public static Stories load(String fileOrPreset, long windowMillis) {
        byte[] preset = Presets.stories(fileOrPreset);
        Source source = preset == null ? Source.of(Path.of(fileOrPreset)) : Source.of(fileOrPreset + SUFFIX, preset);
        StoryReader reader = new StoryReader(source);
        String about = preset == null ? policyBeside(Path.of(fileOrPreset), reader.policy()) : fileOrPreset;
        Policy policy = PolicyFile.load(about, windowMillis).policy();
        return new Stories(preset == null ? fileOrPreset : fileOrPreset + SUFFIX, policy, reader.stories(policy));
    }

    private static String policyBeside(Path stories, @Nullable String named) {
        if (named != null && Presets.names().contains(named)) {
            return named;
        }
        String file = named == null ? String.valueOf(stories.getFileName()).replace(SUFFIX, Presets.SUFFIX) : named;
        return stories.resolveSibling(file).toString();
    }

    public Policy policy() {
        return policy;
    }

    /** What became of each story, in the order of the file. */
    public List<Outcome> run() {
        return stories.stream()
                .map(each -> new Outcome(name, each.line(), each.name(), difference(each)))
                .toList();
    }

    /** The customer of the story of this name, or of the first; empty where there is none. */
    Optional<Story> named(String story) {
        return stories.stream()
                .filter(each -> story.isEmpty() || each.name().equals(story))
                .findFirst();
    }

    private String difference(Story story) {
        List<Told> missing = new ArrayList<>(story.expected());
        List<Told> more = new ArrayList<>();
        for (var announcement : Walk.of(policy, story.given(), story.until())) {
            Told told = Told.of(announcement);
            Optional<Told> expected = missing.stream().filter(told::is).findFirst();
            expected.ifPresentOrElse(missing::remove, () -> more.add(told));
        }
        List<String> lines = new ArrayList<>();
        for (Told expected : missing) {
            lines.add("expected  " + expected.text());
            nearest(expected, more).ifPresent(near -> {
                lines.add("got       " + near.text() + "  (" + apart(near.at() - expected.at()) + ")");
                more.remove(near);
            });
        }
        if (!story.allowOthers()) {
            more.forEach(each -> lines.add("not told  " + each.text()));
        }
        return lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }

    /** Of what came, that which is most like it: the same change at another time, else another on the same subject. */
    private static Optional<Told> nearest(Told expected, List<Told> among) {
        return among.stream()
                .filter(each -> each.subject().equals(expected.subject()))
                .min(Comparator.<Told>comparingInt(each -> each.what().equals(expected.what()) ? 0 : 1)
                        .thenComparingLong(each -> Math.abs(each.at() - expected.at())));
    }

    private static String apart(long millis) {
        return millis == 0
                ? "at the same instant"
                : Duration.ofMillis(Math.abs(millis))
                                .toString()
                                .substring(1)
                                .replace("T", "")
                                .toLowerCase(Locale.ROOT)
                        + (millis > 0 ? " later" : " earlier");
    }
}
