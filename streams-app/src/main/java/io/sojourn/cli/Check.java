package io.sojourn.cli;

/**
 * One thing the doctor looked at.
 *
 * @param title what, in English
 * @param titleZh the same in Chinese
 * @param status how it is
 * @param found what was seen
 * @param advice what to do; empty when all is well
 */
record Check(String title, String titleZh, Status status, String found, String advice) {

    enum Status {
        OK,
        WARN,
        FAIL,
        /** Not looked at, since something it needs is missing. */
        SKIP
    }

    static Check ok(String title, String titleZh, String found) {
        return new Check(title, titleZh, Status.OK, found, "");
    }

    static Check warn(String title, String titleZh, String found, String advice) {
        return new Check(title, titleZh, Status.WARN, found, advice);
    }

    static Check fail(String title, String titleZh, String found, String advice) {
        return new Check(title, titleZh, Status.FAIL, found, advice);
    }

    static Check skip(String title, String titleZh, String why) {
        return new Check(title, titleZh, Status.SKIP, why, "");
    }

    /** The check, or its failure in words if looking itself goes wrong. */
    static Check of(String title, String titleZh, Look look) {
        try {
            return look.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return skip(title, titleZh, "interrupted");
        } catch (Exception e) {
            var failed = Troubles.understood(e);
            return fail(title, titleZh, String.valueOf(failed.getMessage()), failed.advice());
        }
    }

    /** What may go wrong while looking. */
    interface Look {
        Check look() throws Exception;
    }
}
