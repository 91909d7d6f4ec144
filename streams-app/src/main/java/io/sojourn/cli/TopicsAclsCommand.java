package io.sojourn.cli;

import io.sojourn.rights.AclCommands;
import io.sojourn.rights.Component;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sojourn topics acls}: who needs which rights, as commands. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        header = "Print the commands that grant a component its rights. 打印授权命令。",
        description = {
            "Print the commands of Kafka's own tool that give a component the least rights with which it works, for an"
                    + " administrator to run. Names follow application.id, topics also mirror.json. Asks no broker and changes nothing.",
            "打印各组件所需最小权限的 kafka-acls 命令，供管理员执行；不连接 Kafka。"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sojourn topics acls application --principal User:app",
            "  sojourn topics acls source --principal User:shop | sh        where kafka-acls.sh is on the PATH",
            "  sojourn topics acls reader --principal User:crm --set application.id=shop-eu"
        })
final class TopicsAclsCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "COMPONENT", description = "Who: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a call without it
    private Component component;

    @Option(
            names = "--principal",
            paramLabel = "USER",
            required = true,
            description = "The user as the broker knows them, such as User:app.")
    @SuppressWarnings("NullAway.Init") // picocli refuses a call without it
    private String principal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = common.settings();
        AclCommands.granting(settings, principal, component.rights(settings))
                .forEach(spec.commandLine().getOut()::println);
        return ExitCode.OK;
    }
}
