package io.sojourn.authoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sojourn.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A policy as it lies on disk, or comes with Sojourn.
 *
 * @param doubts what is no error and yet hardly meant
 */
public record PolicyFile(Policy policy, List<Flaw> doubts) {

    /**
     * Reads a file, or the preset of this name.
     *
     * @param windowMillis the trailing window of RFM, which is a setting and not the policy's
     * @throws PolicyRefusedException with all that is wrong
     */
    public static PolicyFile load(String fileOrPreset, long windowMillis) {
        Source source = source(fileOrPreset);
        return read(source, new PolicyReader(source), windowMillis);
    }

    /**
     * What such a file says, without the file.
     *
     * @throws PolicyRefusedException with all that is wrong
     */
    public static Policy of(String text, long windowMillis) {
        Source source = Source.of("policy", text.getBytes(UTF_8));
        return read(source, new PolicyReader(source), windowMillis).policy();
    }

    /** The text of a file, or of the preset of this name. */
    public static String text(String fileOrPreset) {
        return source(fileOrPreset).text();
    }

    /** The same, and what a {@link Rehearsal} finds is among the doubts; takes a second or so. */
    public static PolicyFile rehearse(String fileOrPreset, long windowMillis) {
        Source source = source(fileOrPreset);
        PolicyReader reader = new PolicyReader(source);
        Policy policy = read(source, reader, windowMillis).policy();
        for (Rehearsal.Finding finding : new Rehearsal(policy).findings()) {
            source.doubt(Objects.requireNonNull(reader.subjects().get(finding.subject())), finding.message());
        }
        return new PolicyFile(policy, source.doubts());
    }

    private static PolicyFile read(Source source, PolicyReader reader, long windowMillis) {
        Policy policy = reader.read(windowMillis);
        source.requireSound();
        return new PolicyFile(policy, source.doubts());
    }

    private static Source source(String fileOrPreset) {
        byte[] preset = Presets.bytes(fileOrPreset);
        return preset == null ? Source.of(Path.of(fileOrPreset)) : Source.of(fileOrPreset + Presets.SUFFIX, preset);
    }
}
