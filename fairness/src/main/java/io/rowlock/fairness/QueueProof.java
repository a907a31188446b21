package io.rowlock.fairness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Draws the order of those who came before a sale opened, and checks such a draw.
 *
 * <p>It is one file that needs nothing but a JDK (17 or newer), so that anyone can read all of it and run it: {@code java
 * QueueProof.java list.csv}. The system that sells draws with the very same lines.
 *
 * <ol>
 *   <li>Before the opening a commitment is published: the SHA-256 of a secret seed of 32 bytes.
 *   <li>Everybody who enters gets an arrival number, from 0 on, and a receipt; the list of receipts is chained by SHA-1, so
 *       that afterwards none can be moved, changed, added or taken away.
 *   <li>At the opening the list is closed. Its length, the chain's end and the seed make a key; SHA-256 over the key and a
 *       counter makes numbers that shuffle the list (Fisher and Yates). The seed is published.
 * </ol>
 */
public final class QueueProof {
    /** What a list says that was drawn in this way; whatever changes the order needs another name. */
    public static final String ALGORITHM = "rowlock-draw-1";

    public static final int SEED_BYTES = 32;

    private static final int RECEIPT_BYTES = 16;
    private static final int MOST_FAULTS = 20;
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern SEED = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ENTRY = Pattern.compile("(\\d{1,10}),([0-9a-f]{32}),(\\d{1,10})");
    private static final String COLUMNS = "arrival,receipt,turn";
    private static final String USAGE = """
            Checks the order in which a sale's waiting room was served.

            java QueueProof.java [--commitment HEX] [--receipt HEX] list.csv

            list.csv           the list as exported after the draw
            --commitment HEX   the commitment as you noted it before the opening; without it, the
                               list's own word is taken for what was published then
            --receipt HEX      your receipt: says which turn is yours

            The answer is 0 when the order is the one that follows from seed and list, 1 when it is
            not, 2 when there is nothing to judge.""";

    private QueueProof() {}

    /** What is published before the opening: it gives nothing away, and leaves only one seed to be published later. */
    public static String commitment(byte[] seed) {
        return HEX.formatHex(sha256().digest(seed));
    }

    /** What a buyer is told, to find themselves in a list that names nobody. */
    public static String receipt(String schedule, int round, String buyer) {
        var text = schedule + "/" + round + "/" + buyer;
        var digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HEX.formatHex(digest, 0, RECEIPT_BYTES);
    }

    /** The beginning of a list's chain: it belongs to this sale and round, and to no other. */
    public static String firstDigest(String schedule, int round) {
        return sha1Hex(schedule + "/" + round);
    }

    /** The chain with one more receipt; SHA-1 because it is what Redis' scripts can do. */
    public static String nextDigest(String digest, String receipt) {
        return sha1Hex(digest + receipt);
    }

    /** The order: for each turn, from 0 on, whose it is, by arrival number. */
    public static int[] order(byte[] seed, int places, String listDigest) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("A seed has " + SEED_BYTES + " bytes, not " + seed.length);
        }
        if (places < 0) {
            throw new IllegalArgumentException("There cannot be " + places + " places");
        }
        return shuffled(places, new Chance(key(seed, places, listDigest)));
    }

    private static byte[] key(byte[] seed, int places, String listDigest) {
        var sha = sha256();
        sha.update(seed);
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(places).array());
        return sha.digest(HEX.parseHex(listDigest));
    }

    private static int[] shuffled(int places, Chance chance) {
        var order = new int[places];
        Arrays.setAll(order, arrival -> arrival);
        for (int last = places - 1; last > 0; last--) {
            int other = chance.below(last + 1);
            int moved = order[last];
            order[last] = order[other];
            order[other] = moved;
        }
        return order;
    }

    /** The same order the other way round: for each arrival number its turn. */
    public static int[] turns(int[] order) {
        var turns = new int[order.length];
        for (int turn = 0; turn < order.length; turn++) {
            turns[order[turn]] = turn;
        }
        return turns;
    }

    /** Numbers that nobody can foresee without the key, and everybody can recompute with it. */
    static class Chance {
        private static final long ALL = 1L << Integer.SIZE;

        private final MessageDigest sha = sha256();
        private final byte[] counted;
        private final byte[] block;
        private final int blockAt;
        private long counter;
        private int used;

        Chance(byte[] key) {
            blockAt = key.length;
            counted = Arrays.copyOf(key, key.length + Long.BYTES);
            block = new byte[sha.getDigestLength()];
            used = block.length;
        }

        /**
         * A number from 0 to just below the bound, each as likely as any other: the last few of the 2^32 that a plain
         * remainder would give to the lower numbers are thrown away.
         */
        final int below(int bound) {
            long fair = ALL - ALL % bound;
            long number;
            do {
                number = next();
            } while (number >= fair);
            return (int) (number % bound);
        }

        /** From 0 to just below 2^32. */
        long next() {
            if (used == block.length) {
                ByteBuffer.wrap(counted).putLong(blockAt, counter++);
                sha.update(counted);
                try {
                    sha.digest(block, 0, block.length);
                } catch (DigestException impossible) {
                    throw new IllegalStateException(impossible);
                }
                used = 0;
            }
            long number = Integer.toUnsignedLong(ByteBuffer.wrap(block).getInt(used));
            used += Integer.BYTES;
            return number;
        }
    }

    /**
     * How the list stands.
     *
     * @param faults what is wrong with it; nothing, if it is as it must be
     * @param places how many there are on it
     * @param turn the turn that belongs to the receipt asked for, if it is there
     */
    public record Verdict(List<String> faults, int places, Optional<Integer> turn) {
        public Verdict {
            faults = List.copyOf(faults);
        }

        public boolean holds() {
            return faults.isEmpty();
        }
    }

    /** What a list says about itself before its first entry. */
    private record Head(String schedule, int round, String commitment, String seed, int places, String listDigest) {}

    /** There is nothing to judge. */
    static final class NotAList extends Exception {
        private static final long serialVersionUID = 1L;

        NotAList(String why) {
            super(why);
        }
    }

    private static final class Faults {
        private final List<String> found = new ArrayList<>();

        void add(String fault) {
            if (found.size() < MOST_FAULTS) {
                found.add(fault);
            } else if (found.size() == MOST_FAULTS) {
                found.add("and so on");
            }
        }
    }

    /**
     * Recomputes everything that the list says.
     *
     * @param published the commitment as published before the opening; empty takes the list's own
     * @param receipt whose turn to look up; empty for nobody's
     */
    public static Verdict verify(BufferedReader list, Optional<String> published, Optional<String> receipt)
            throws IOException, NotAList {
        var head = readHead(list);
        var faults = new Faults();
        published
                .filter(it -> !it.equalsIgnoreCase(head.commitment()))
                .ifPresent(it -> faults.add(
                        String.format("The commitment is %s in the list, and was %s.", head.commitment(), it)));
        var seed = HEX.parseHex(head.seed());
        if (!commitment(seed).equals(head.commitment())) {
            faults.add("The seed is not the one that was committed to.");
        }
        var turns = turns(order(seed, head.places(), head.listDigest()));
        var lines = new HashMap<String, Integer>();
        var digest = firstDigest(head.schedule(), head.round());
        var turn = Optional.<Integer>empty();
        int count = 0;
        for (var line = list.readLine(); line != null; line = list.readLine(), count++) {
            var entry = ENTRY.matcher(line);
            if (!entry.matches()) {
                faults.add(String.format(
                        "Entry %d is none: %s", count, line.substring(0, Math.min(line.length(), 80))));
                continue;
            }
            if (Long.parseLong(entry.group(1)) != count) {
                faults.add(String.format("Entry %d says that it is number %s.", count, entry.group(1)));
            }
            var earlier = lines.putIfAbsent(entry.group(2), count);
            if (earlier != null) {
                faults.add(String.format("Entry %d has the receipt of entry %d.", count, earlier));
            }
            long said = Long.parseLong(entry.group(3));
            if (count < turns.length && said != turns[count]) {
                faults.add(String.format("Entry %d says turn %d; drawn was %d.", count, said, turns[count]));
            }
            if (receipt.isPresent() && receipt.get().equalsIgnoreCase(entry.group(2))) {
                turn = Optional.of(Math.toIntExact(Math.min(said, Integer.MAX_VALUE)));
            }
            digest = nextDigest(digest, entry.group(2));
        }
        if (count != head.places()) {
            faults.add(String.format("There are %d entries, and %d were drawn.", count, head.places()));
        }
        if (!digest.equals(head.listDigest())) {
            faults.add(String.format(
                    "The list is not the one that was closed at the opening: its chain ends in %s, not %s.",
                    digest, head.listDigest()));
        }
        return new Verdict(faults.found, count, turn);
    }

    private static Head readHead(BufferedReader list) throws IOException, NotAList {
        Map<String, String> said = new HashMap<>();
        var line = list.readLine();
        while (line != null && line.startsWith("# ")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                said.put(line.substring(2, colon), line.substring(colon + 1).strip());
            }
            line = list.readLine();
        }
        if (!COLUMNS.equals(line)) {
            throw new NotAList("After the lines that begin with # there must be: " + COLUMNS);
        }
        if (!ALGORITHM.equals(said.get("algorithm"))) {
            throw new NotAList("It must say '# algorithm: " + ALGORITHM + "'; other draws are not known here");
        }
        for (var field : List.of("schedule", "round", "commitment", "seed", "places", "listDigest")) {
            if (!said.containsKey(field)) {
                throw new NotAList("It does not say '# " + field + ": ...'");
            }
        }
        try {
            var seed = said.getOrDefault("seed", "");
            int places = Integer.parseInt(said.getOrDefault("places", ""));
            var listDigest = said.getOrDefault("listDigest", "");
            HEX.parseHex(listDigest);
            if (!SEED.matcher(seed).matches() || places < 0) {
                throw new NotAList("Its seed must be 64 hexadecimal digits, its places a number");
            }
            return new Head(
                    said.getOrDefault("schedule", ""),
                    Integer.parseInt(said.getOrDefault("round", "")),
                    said.getOrDefault("commitment", ""),
                    seed,
                    places,
                    listDigest);
        } catch (IllegalArgumentException notANumber) {
            throw new NotAList("What it says about itself cannot be read: " + notANumber.getMessage());
        }
    }

    /** The command line; exits with 0, 1 or 2, as {@code --help} says. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        var options = new HashMap<String, String>();
        var files = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            var argument = arguments[i];
            if (argument.equals("--help") || argument.equals("-h")) {
                System.out.println(USAGE);
                return 0;
            } else if ((argument.equals("--commitment") || argument.equals("--receipt")) && i + 1 < arguments.length) {
                options.put(argument, arguments[++i]);
            } else {
                files.add(argument);
            }
        }
        if (files.size() != 1 || files.get(0).startsWith("-")) {
            System.err.println(USAGE);
            return 2;
        }
        return judge(Path.of(files.get(0)), options);
    }

    private static int judge(Path file, Map<String, String> options) {
        var receipt = Optional.ofNullable(options.get("--receipt"));
        try (var list = Files.newBufferedReader(file)) {
            var verdict = verify(list, Optional.ofNullable(options.get("--commitment")), receipt);
            verdict.faults().forEach(System.out::println);
            if (receipt.isPresent()) {
                System.out.println(verdict.turn()
                        .map(turn -> "The turn of this receipt: " + turn)
                        .orElse("This receipt is not in the list."));
            }
            System.out.println(
                    verdict.holds()
                            ? "The order of these " + verdict.places() + " places is the one that was drawn."
                            : "This is NOT the order that follows from the seed and the list.");
            return verdict.holds() ? 0 : 1;
        } catch (NotAList | IOException nothingToJudge) {
            System.err.println(file + " cannot be judged: " + nothingToJudge.getMessage());
            return 2;
        }
    }

    private static MessageDigest sha256() {
        return digest("SHA-256");
    }

    private static String sha1Hex(String text) {
        return HEX.formatHex(digest("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
