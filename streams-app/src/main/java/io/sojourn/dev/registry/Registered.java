package io.sojourn.dev.registry;

/**
 * One version of one subject.
 *
 * @param version 1, 2, … within the subject
 * @param id the schema's number in the whole registry; the same text has the same id under every subject
 * @param schema its canonical text
 * @param deleted true once it was deleted softly: no longer offered, still found by id
 */
record Registered(String subject, int version, int id, String schema, boolean deleted) {
    Registered asDeleted() {
        return new Registered(subject, version, id, schema, true);
    }
}
