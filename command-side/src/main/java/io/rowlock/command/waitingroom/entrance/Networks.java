package io.rowlock.command.waitingroom.entrance;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Which addresses count as one: whoever has one of IPv6 has the whole of its network, which is more than all of IPv4. */
final class Networks {
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    static String of(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES)) : address;
        } catch (IllegalArgumentException noAddress) {
            return address; // whatever a proxy calls it
        }
    }

    private Networks() {}
}
