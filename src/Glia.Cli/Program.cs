using Glia.Cli;

if (WitnessProcess.IsAsked(args)) return WitnessProcess.Run();
LaunchedTerminal.SeeThrough();
using var signals = new StopSignals();
ToolConsole console = ToolConsole.ForProcess(signals);
int code = GliaTool.Run(args, console);
return signals.ExitCode(code);
