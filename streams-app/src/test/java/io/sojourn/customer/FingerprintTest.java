package io.sojourn.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void the_fingerprint_is_part_of_the_stored_form_and_never_changes() {
        // Computed with another implementation of FNV-1a and of MurmurHash3's finaliser.
        assertThat(Fingerprint.of("")).isEqualTo(0x1f60ba992926L);
        assertThat(Fingerprint.of("order-1")).isEqualTo(0x422e3af0d9a5L);
        assertThat(Fingerprint.of("e:订单")).isEqualTo(0x63cb95dfd54aL);
    }
}
