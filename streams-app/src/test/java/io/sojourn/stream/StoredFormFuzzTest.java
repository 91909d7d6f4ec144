package io.sojourn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.sojourn.customer.CustomerId;
import io.sojourn.policy.Policies;
import io.sojourn.policy.Policy;
import io.sojourn.policy.ReferencePolicy;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoredFormFuzzTest {
    private static final Policy POLICY = ReferencePolicy.overDays(365);
    private static final CustomerId ADA = new CustomerId("ada");

    private final StandingCodec codec = new StandingCodec(new Revisions(Policies.only(POLICY)));
    private final StandingCodec inOnePiece = StandingCodec.inOnePiece(POLICY);

    static Stream<Arguments> stored() {
        AnyStanding any = new AnyStanding(POLICY, 1);
        return Stream.of(0, 3, 12, 100)
                .map(orders -> Arguments.of(StandingCodec.inOnePiece(POLICY).encode(any.next(orders)), new byte[0]));
    }

    /** @param block what the first three blocks of every trail are said to be */
    @MethodSource("stored")
    @FuzzTest
    void any_bytes_are_a_standing_that_is_written_so_or_are_refused(byte @NotNull [] bytes, byte @NotNull [] block) {
        try {
            Remembered read = inOnePiece.decode(ADA, bytes);
            // What an older build wrote longer may be written shorter; it must still be the same standing.
            assertThat(inOnePiece.decode(ADA, inOnePiece.encode(read))).isEqualTo(read);
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageContaining("ada");
        }
        try {
            assertThat(codec.peek(ADA, bytes).lookAgainAt())
                    .isEqualTo(codec.decode(ADA, bytes, key -> isOneOfThree(key) ? block : null)
                            .standing()
                            .lookAgainAt());
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageContaining("ada");
        }
    }

    private static boolean isOneOfThree(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES) < 3;
    }
}
