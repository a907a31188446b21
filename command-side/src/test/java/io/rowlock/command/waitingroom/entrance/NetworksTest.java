package io.rowlock.command.waitingroom.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworksTest {
    @Test
    void an_address_of_ipv4_counts_by_itself() {
        assertThat(Networks.of("203.0.113.7")).isEqualTo("203.0.113.7").isNotEqualTo(Networks.of("203.0.113.8"));
    }

    @Test
    void addresses_of_one_network_of_ipv6_count_as_one() {
        assertThat(Networks.of("2001:db8:0:7::1"))
                .isEqualTo(Networks.of("2001:db8:0:7:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(Networks.of("2001:db8:0:8::1"));
    }

    @Test
    void what_is_no_address_counts_as_it_stands() {
        assertThat(Networks.of("unknown")).isEqualTo("unknown");
    }
}
