package io.rowlock.fairness;

import static io.rowlock.fairness.QueueProof.ALGORITHM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlock.fairness.QueueProof.NotAList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has the list and the seed can check the order, and sees it when anything was touched. */
class QueueProofTest {
    private static final byte[] SEED = new byte[32];
    private static final String SCHEDULE = "sch-1";
    private static final int HEAD = 8;

    static {
        Arrays.fill(SEED, (byte) 7);
    }

    @Test
    void an_untouched_list_holds() throws Exception {
        var verdict = verdictOn(listOf(100));

        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.places()).isEqualTo(100);
    }

    @Test
    void a_list_of_nobody_and_a_list_of_anna_alone_hold() throws Exception {
        assertThat(verdictOn(listOf(0)).holds()).isTrue();
        assertThat(verdictOn(listOf(1)).holds()).isTrue();
    }

    @Test
    void anna_finds_her_turn_by_her_receipt() throws Exception {
        var list = listOf(100);
        var annas = QueueProof.receipt(SCHEDULE, 1, "buyer-42");
        int turn = Integer.parseInt(list.get(HEAD + 42).split(",", -1)[2]);

        assertThat(QueueProof.verify(reading(list), Optional.empty(), Optional.of(annas))
                        .turn())
                .contains(turn);
        var bens = QueueProof.receipt(SCHEDULE, 1, "ben");
        assertThat(QueueProof.verify(reading(list), Optional.empty(), Optional.of(bens))
                        .turn())
                .isEmpty();
    }

    @Test
    void two_entries_that_changed_places_are_named() throws Exception {
        var list = listOf(100);
        Collections.swap(list, HEAD + 10, HEAD + 60);

        assertThat(verdictOn(list).faults())
                .contains("Entry 10 says that it is number 60.", "Entry 60 says that it is number 10.");
    }

    @Test
    void an_entry_that_was_moved_and_renumbered_is_found() throws Exception {
        var list = listOf(100);
        var receipts = new ArrayList<>(receipts(100));
        receipts.add(3, receipts.remove(80));
        for (int arrival = 0; arrival < 100; arrival++) {
            var turn = list.get(HEAD + arrival).split(",", -1)[2];
            list.set(HEAD + arrival, arrival + "," + receipts.get(arrival) + "," + turn);
        }

        assertThat(verdictOn(list).faults()).singleElement().asString().contains("not the one that was closed");
    }

    @Test
    void two_turns_that_were_exchanged_are_named() throws Exception {
        var list = listOf(100);
        var first = list.get(HEAD + 5).split(",", -1);
        var second = list.get(HEAD + 6).split(",", -1);
        list.set(HEAD + 5, first[0] + "," + first[1] + "," + second[2]);
        list.set(HEAD + 6, second[0] + "," + second[1] + "," + first[2]);

        assertThat(verdictOn(list).faults())
                .containsExactly(
                        "Entry 5 says turn %s; drawn was %s.".formatted(second[2], first[2]),
                        "Entry 6 says turn %s; drawn was %s.".formatted(first[2], second[2]));
    }

    @Test
    void an_entry_too_many_and_one_too_few_are_found() throws Exception {
        var more = listOf(100);
        more.add("100," + QueueProof.receipt(SCHEDULE, 1, "zoe") + ",100");
        var fewer = listOf(100);
        fewer.removeLast();

        assertThat(verdictOn(more).faults()).contains("There are 101 entries, and 100 were drawn.");
        assertThat(verdictOn(fewer).faults()).contains("There are 99 entries, and 100 were drawn.");
    }

    @Test
    void another_seed_than_the_one_committed_to_is_found() throws Exception {
        var list = listOf(100);
        list.replaceAll(line -> line.startsWith("# seed") ? "# seed: " + "ab".repeat(32) : line);

        assertThat(verdictOn(list).faults())
                .startsWith("The seed is not the one that was committed to.")
                .anyMatch(it -> it.startsWith("Entry "));
    }

    @Test
    void another_commitment_than_the_one_noted_before_the_opening_is_found() throws Exception {
        var noted = QueueProof.commitment(new byte[32]);

        assertThat(QueueProof.verify(reading(listOf(5)), Optional.of(noted), Optional.empty())
                        .holds())
                .isFalse();
        assertThat(QueueProof.verify(reading(listOf(5)), Optional.of(QueueProof.commitment(SEED)), Optional.empty())
                        .holds())
                .isTrue();
    }

    @Test
    void one_receipt_twice_is_found() throws Exception {
        var list = listOf(5);
        list.set(
                HEAD + 4,
                list.get(HEAD + 4).replaceFirst(",.*,", "," + receipts(5).getFirst() + ","));

        assertThat(verdictOn(list).faults()).contains("Entry 4 has the receipt of entry 0.");
    }

    @Test
    void what_is_no_list_is_not_judged() {
        assertThatThrownBy(() -> verdictOn(List.of("who,knows"))).isInstanceOf(NotAList.class);
        assertThatThrownBy(() -> verdictOn(List.of())).isInstanceOf(NotAList.class);
        var unknown = listOf(3);
        unknown.set(0, "# algorithm: by-lot");
        assertThatThrownBy(() -> verdictOn(unknown)).isInstanceOf(NotAList.class);
        var seedless = listOf(3);
        seedless.removeIf(it -> it.startsWith("# seed"));
        assertThatThrownBy(() -> verdictOn(seedless)).isInstanceOf(NotAList.class);
    }

    @Test
    void the_command_line_says_it_by_its_exit_code(@TempDir Path folder) throws IOException {
        var right = Files.write(folder.resolve("right.csv"), listOf(10));
        var moved = listOf(10);
        Collections.swap(moved, HEAD + 1, HEAD + 2);
        var wrong = Files.write(folder.resolve("wrong.csv"), moved);

        assertThat(QueueProof.run(right.toString())).isZero();
        assertThat(QueueProof.run("--commitment", QueueProof.commitment(SEED), right.toString()))
                .isZero();
        assertThat(QueueProof.run(wrong.toString())).isEqualTo(1);
        assertThat(QueueProof.run("--help")).isZero();
        assertThat(QueueProof.run()).isEqualTo(2);
        assertThat(QueueProof.run(folder.resolve("nowhere.csv").toString())).isEqualTo(2);
    }

    @Test
    void the_same_seed_and_list_give_the_same_order_for_ever() {
        // Computed by another program, in another language: lists that were published must be found right by every
        // later version.
        assertThat(QueueProof.commitment(SEED))
                .isEqualTo("4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0");
        assertThat(QueueProof.receipt(SCHEDULE, 1, "anna")).isEqualTo("ab3d0a0f7712d5ef5e8ed276b6ed5264");
        assertThat(QueueProof.order(SEED, 10, QueueProof.firstDigest(SCHEDULE, 1)))
                .containsExactly(6, 2, 0, 4, 8, 3, 7, 5, 9, 1);
    }

    @Test
    void everybody_has_one_turn_and_every_turn_is_somebodys() {
        var order = QueueProof.order(SEED, 10_000, QueueProof.firstDigest(SCHEDULE, 1));
        var turns = QueueProof.turns(order);

        assertThat(Arrays.stream(order).sorted())
                .containsExactly(IntStream.range(0, 10_000).boxed().toArray(Integer[]::new));
        assertThat(IntStream.range(0, 10_000)).allMatch(arrival -> order[turns[arrival]] == arrival);
    }

    private static QueueProof.Verdict verdictOn(List<String> list) throws IOException, NotAList {
        return QueueProof.verify(reading(list), Optional.empty(), Optional.empty());
    }

    private static BufferedReader reading(List<String> list) {
        return new BufferedReader(new StringReader(String.join("\n", list)));
    }

    private static List<String> receipts(int places) {
        return IntStream.range(0, places)
                .mapToObj(it -> QueueProof.receipt(SCHEDULE, 1, "buyer-" + it))
                .toList();
    }

    private static List<String> listOf(int places) {
        var digest = QueueProof.firstDigest(SCHEDULE, 1);
        var receipts = receipts(places);
        for (var receipt : receipts) {
            digest = QueueProof.nextDigest(digest, receipt);
        }
        var turns = QueueProof.turns(QueueProof.order(SEED, places, digest));
        var list = new ArrayList<>(List.of(
                "# algorithm: " + ALGORITHM,
                "# schedule: " + SCHEDULE,
                "# round: 1",
                "# commitment: " + QueueProof.commitment(SEED),
                "# seed: " + HexFormat.of().formatHex(SEED),
                "# places: " + places,
                "# listDigest: " + digest,
                "arrival,receipt,turn"));
        for (int arrival = 0; arrival < places; arrival++) {
            list.add(arrival + "," + receipts.get(arrival) + "," + turns[arrival]);
        }
        return list;
    }
}
