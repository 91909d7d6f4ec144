package io.sojourn.cli;

import picocli.CommandLine.Command;

/** {@code sojourn ledger}: a local copy of the ledger. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        header = "Keep a local copy of the ledger. 账本的本地副本。",
        description = "Keep a local copy of the ledger, which can be checked and read without a broker. 下载、校验、统计账本副本。",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LedgerPullCommand.class, LedgerCheckCommand.class, LedgerStatsCommand.class})
final class LedgerCommand {}
