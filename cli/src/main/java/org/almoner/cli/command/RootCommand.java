package org.almoner.cli.command;

import org.almoner.cli.demo.DemoCommand;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** {@code almoner} */
@Command(
        name = "almoner",
        description = {
            "Hands out healthcare data: publish releases, run a server, fetch what you are entitled to.",
            "'almoner COMMAND --help' tells more about a command."
        },
        footerHeading = "%nTo begin:%n",
        footer = {
            "  ./almoner up        a server on this machine, with a sample catalogue",
            "  . data/demo.env     its address and credentials, in another shell",
            "  almoner products    what there is to fetch"
        },
        subcommands = {
            HelpCommand.class,
            LsCommand.class,
            ProductsCommand.class,
            SubProductsCommand.class,
            VersionsCommand.class,
            FilesCommand.class,
            GetCommand.class,
            SyncCommand.class,
            VerifyCommand.class,
            ListenCommand.class,
            ExtractsCommand.class,
            ExtractCommands.class,
            EventsCommand.class,
            TopicsCommand.class,
            SubscribeCommand.class,
            SubscriptionsCommands.class,
            UnsubscribeCommand.class,
            LoadCommand.class,
            ExportCommands.class,
            PublishCommand.class,
            WatchCommand.class,
            RetractCommand.class,
            DiscardCommand.class,
            ProductCommands.class,
            SubProductCommands.class,
            GrantCommand.class,
            WithdrawCommand.class,
            EntitlementsCommand.class,
            PopulationCommands.class,
            FeedCommands.class,
            OrganizationCommands.class,
            ClientCommands.class,
            KeysCommands.class,
            DataSetCommands.class,
            CodeSetCommands.class,
            CheckCommand.class,
            DiffCommand.class,
            CodeCommand.class,
            AuditCommand.class,
            DoctorCommand.class,
            TokenCommand.class,
            ConfigCommand.class,
            SampleCommands.class,
            DemoCommand.class,
            AutoComplete.GenerateCompletion.class,
            LauncherCommand.Up.class,
            LauncherCommand.Serve.class,
            LauncherCommand.Test.class,
            LauncherCommand.Bench.class
        })
public final class RootCommand {

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli fills it
    private final GlobalOptions options;

    public RootCommand(GlobalOptions options) {
        this.options = options;
    }
}
