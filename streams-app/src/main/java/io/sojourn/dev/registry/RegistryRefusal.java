package io.sojourn.dev.registry;

/** An answer that is an error, with the status, the code and the words Confluent's registry has for it. */
final class RegistryRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int code;

    private RegistryRefusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    static RegistryRefusal noSuchPath() {
        return new RegistryRefusal(404, 404, "HTTP 404 Not Found");
    }

    static RegistryRefusal wrongMethod() {
        return new RegistryRefusal(405, 405, "HTTP 405 Method Not Allowed");
    }

    static RegistryRefusal malformed(String why) {
        return new RegistryRefusal(400, 400, why);
    }

    static RegistryRefusal noSubject(String subject) {
        return new RegistryRefusal(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryRefusal noVersion(int version) {
        return new RegistryRefusal(404, 40402, "Version " + version + " not found.");
    }

    static RegistryRefusal noSchema() {
        return new RegistryRefusal(404, 40403, "Schema not found");
    }

    static RegistryRefusal noSchema(int id) {
        return new RegistryRefusal(404, 40403, "Schema " + id + " not found");
    }

    static RegistryRefusal notDeletedSoftly(String subject) {
        return new RegistryRefusal(
                404, 40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
    }

    static RegistryRefusal noCompatibility(String subject) {
        return new RegistryRefusal(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryRefusal noMode(String subject) {
        return new RegistryRefusal(404, 40409, "Subject '" + subject + "' does not have subject-level mode configured");
    }

    static RegistryRefusal incompatible(String subject, String details) {
        return new RegistryRefusal(
                409,
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                        + "\", details: " + details);
    }

    static RegistryRefusal invalidSchema(String why) {
        return new RegistryRefusal(422, 42201, "Invalid schema: " + why);
    }

    static RegistryRefusal invalidVersion(String version) {
        return new RegistryRefusal(
                422,
                42202,
                "The specified version '" + version + "' is not a valid version id. Allowed values are between"
                        + " [1, 2^31-1] and the string \"latest\"");
    }

    static RegistryRefusal invalidCompatibility() {
        return new RegistryRefusal(
                422,
                42203,
                "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive,"
                        + " forward_transitive, and full_transitive");
    }

    static RegistryRefusal invalidMode() {
        return new RegistryRefusal(422, 42204, "Invalid mode. Valid values are READWRITE, READONLY and IMPORT");
    }

    static RegistryRefusal readOnly(String subject) {
        return new RegistryRefusal(422, 42205, "Subject " + subject + " is in read-only mode");
    }

    static RegistryRefusal storeFailed(String why) {
        return new RegistryRefusal(500, 50001, "Error in the backend data store: " + why);
    }
}
