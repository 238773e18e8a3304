using Glia.ServeLoad;

if (args.Contains("--help") || args.Length == 0)
{
    Console.WriteLine(LoadPlan.Help);
    return args.Length == 0 ? 2 : 0;
}

try
{
    LoadPlan plan = LoadPlan.Parse(args);
    LoadResult result = await LoadRun.RunAsync(plan);
    result.Write(Console.Out, plan);
    return result.IsClean ? 0 : 1;
}
catch (Exception e) when (e is ArgumentException or HttpRequestException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
