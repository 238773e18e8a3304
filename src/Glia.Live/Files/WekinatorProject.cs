using Glia.Formats;

namespace Glia.Live;

/// <summary>
/// A project of Wekinator's: names, outputs, learners and their settings, examples, gestures, and the trained networks that Wekinator described in JSON. Its trained models as such are Java
/// objects, which are not read: models are learnt anew from the examples.
/// </summary>
/// <param name="Project">The project.</param>
/// <param name="Models">Networks that Wekinator trained, by the index of their output; those that are not there are learnt anew.</param>
/// <param name="Warnings">What could not be taken over, or differs here; a sentence each.</param>
public sealed record WekinatorProject(LiveProject Project, IReadOnlyList<WekinatorModel> Models, IReadOnlyList<string> Warnings)
{
    private const int MostModelText = 16 * 1024 * 1024;

    /// <summary>Reads a project. Elements that are not known are passed over.</summary>
    /// <param name="path">Its folder, or the <c>.wekproj</c> file in it.</param>
    /// <exception cref="InvalidFileException">It is no such project, or a file of it is not what it should be; the message names the file and, in a table, the line.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow reading it.</exception>
    public static WekinatorProject Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path)) throw new FileNotFoundException($"There is no {path}. Give the folder of a Wekinator project, or the .wekproj file in it.");
        string folder = isFolder ? path : Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        return new Reading(new ProjectFolder(folder), folder).Run(isFolder ? FindProjectFile(folder) : Path.GetFileName(path));
    }

    private static string? FindProjectFile(string folder)
    {
        string[] found = [.. Directory.EnumerateFiles(folder, "*.wekproj").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        if (found.Length > 1) throw new InvalidFileException(folder, "project", $"It holds {found.Length} projects: {string.Join(", ", found.Take(5))}. Name the one to open.");
        return found.FirstOrDefault();
    }

    private sealed class Reading(ProjectFolder folder, string name)
    {
        private readonly List<string> _warnings = [];

        public WekinatorProject Run(string? projectFile)
        {
            var project = new LiveProject { Name = SafeName(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(name)))), InputNames = [] };
            project = WithProjectFile(project, projectFile);
            WekinatorXml outputs = Xml("OSCOutputGroup", "outputConfig.xml") ?? throw new InvalidFileException(name, "project", "It holds no outputConfig.xml, so it is no project of Wekinator's.");
            project = WekinatorOutputs.Apply(project, outputs, _warnings);
            ArffTable? table = project.Gestures is null ? Table() : null;
            project = WithInputs(project, table);
            return project.Gestures is { } gestures ? OfGestures(project, gestures) : OfOutputs(project, table);
        }

        private static string SafeName(string name) => name.Length is > 0 and <= LiveProjectRules.LongestName && SafeText.IsPlain(name) ? name : "wekinator";

        private LiveProject WithProjectFile(LiveProject project, string? file)
        {
            if (file is null) _warnings.Add($"{name} holds no .wekproj file; the port is left open.");
            if (file is null || Xml("WekinatorFileData", file) is not { } data) return project;
            string given = data.Child("projectName")?.OwnText ?? "";
            return project with { Name = given.Length == 0 ? project.Name : SafeName(given), InputPort = data.Child("oscReceivePort") is null ? null : data.Integer("oscReceivePort", 1, 65535) };
        }

        private LiveProject WithInputs(LiveProject project, ArffTable? table)
        {
            if (Xml("OSCInputGroup", "inputConfig.xml") is not { } config)
            {
                int inputs = table is null ? 0 : table.Attributes.Count - 3 - project.Outputs.Count;
                if (inputs < 1) throw new InvalidFileException(name, "project", "It holds no inputConfig.xml, and no examples to take the names of the inputs from.");
                _warnings.Add($"{name} holds no inputConfig.xml; the names of the inputs are taken from the examples.");
                return project with { InputNames = [.. table!.Attributes.Skip(3).Take(inputs).Select(attribute => attribute.Name)] };
            }

            string[] names = config.Texts("inputNames", LiveProjectRules.MostChannels);
            int count = config.Integer("numInputs", 1, LiveProjectRules.MostChannels, names.Length);
            if (count != names.Length) throw config.Invalid("count", $"there are {names.Length} names of inputs, and <numInputs> is {count}");
            return project with { InputNames = names, InputAddress = config.Child("oscMessage")?.OwnText ?? project.InputAddress };
        }

        private WekinatorProject OfOutputs(LiveProject project, ArffTable? table)
        {
            (project, bool[] areNetworks) = WithLearners(project);
            Check(project);
            if (table is not null) project = project with { Examples = ExampleArff.FromTable(TableName, table, project, _warnings) };
            else _warnings.Add($"{name} holds no current/currentData.arff, so there are no examples.");
            Check(project);
            return new WekinatorProject(project, Models(project, areNetworks), _warnings);
        }

        private WekinatorProject OfGestures(LiveProject project, GestureSpec gestures)
        {
            if (folder.Find("current", "models", "model1.xml") is { } model)
                gestures = WekinatorGestures.WithSettings(gestures, WekinatorXml.Parse(model.Name, FileLines.ReadBytes(model.Path, MostModelText, model.Name), "DtwModel"), _warnings);
            project = project with { Gestures = gestures };
            Check(project);
            if (folder.Find("current", "currentData.csv") is { } data)
            {
                project = project with { GestureExamples = WekinatorGestures.Examples(data.Name, FileLines.ReadBytes(data.Path, ExampleCsv.MostBytes, data.Name), project) };
                if (project.GestureExamples.Count > 0) _warnings.Add($"{data.Name}: Wekinator does not keep when gestures were recorded; they bear the time 1970.");
            }
            else _warnings.Add($"{name} holds no current/currentData.csv, so there are no gesture examples.");

            Check(project);
            return new WekinatorProject(project, [], _warnings);
        }

        private string TableName => Path.Combine(name, "current", "currentData.arff");

        private ArffTable? Table() => folder.Find("current", "currentData.arff") is { } found ? ArffFile.Read(found.Name, FileLines.ReadBytes(found.Path, ArffFile.MostBytes, found.Name)) : null;

        /// <summary>A model's file begins with a text, XML again, that says how the output is learnt and from which inputs. The objects after it are left alone.</summary>
        private (LiveProject Project, bool[] AreNetworks) WithLearners(LiveProject project)
        {
            OutputSpec[] outputs = [.. project.Outputs];
            bool[] areNetworks = [.. outputs.Select(output => output.Kind == OutputKind.Value)];
            List<string> found = [];
            for (int i = 0; i < outputs.Length; i++)
            {
                if (folder.Find("current", "models", $"model{i}.xml") is not { } file) continue;
                found.Add($"model{i}.xml");
                if (ModelText(file.Path, file.Name) is not { } path)
                {
                    _warnings.Add($"{file.Name}: how output {SafeText.Quote(outputs[i].Name)} is learnt cannot be read from it; {outputs[i].Learner.Name} is used as by default.");
                    continue;
                }

                outputs[i] = Selected(outputs[i], path, project.InputNames);
                if (path.Child("modelBuilder") is not { } builder) continue;
                areNetworks[i] = WekinatorLearner.IsNetwork(builder);
                outputs[i] = WekinatorLearner.Apply(outputs[i], builder, _warnings);
            }

            if (found.Count > 0)
                _warnings.Add($"{Path.Combine(name, "current", "models")}: the trained models ({string.Join(", ", found.Take(3))}{(found.Count > 3 ? ", …" : "")}) are Java objects, which cannot be read; the models are learnt anew from the examples.");
            return (project with { Outputs = outputs }, areNetworks);
        }

        private static WekinatorXml? ModelText(string path, string file)
        {
            using FileStream stream = File.OpenRead(path);
            if (JavaText.First(stream, MostModelText) is not { } text) return null;
            try
            {
                return WekinatorXml.Parse(file, text, "Path");
            }
            catch (InvalidFileException)
            {
                return null; // what it would have told is said to be unknown
            }
        }

        private OutputSpec Selected(OutputSpec output, WekinatorXml path, IReadOnlyList<string> inputs)
        {
            if (path.Child("inputNames") is null) return output;
            string[] names = path.Texts("inputNames", LiveProjectRules.MostChannels);
            int[] selected = [.. Enumerable.Range(0, inputs.Count).Where(i => names.Contains(inputs[i], StringComparer.Ordinal))];
            if (selected.Length != names.Length || selected.Length == 0)
            {
                _warnings.Add($"{path.File}: output {SafeText.Quote(output.Name)} looks at inputs that the project does not have; here it looks at all.");
                return output;
            }

            return selected.Length == inputs.Count ? output : output with { SelectedInputIndices = selected };
        }

        private List<WekinatorModel> Models(LiveProject project, bool[] areNetworks)
        {
            if (folder.Find("current", "modelSetDescription.json") is not { } file) return [];
            List<(IReadOnlyList<string> Inputs, Network? Network)> networks;
            try
            {
                networks = WekinatorModels.Read(file.Name, FileLines.ReadBytes(file.Path, WekinatorModels.MostBytes, file.Name), _warnings);
            }
            catch (InvalidFileException cause)
            {
                _warnings.Add($"{cause.Message} The models are learnt anew.");
                return [];
            }

            int[] outputs = [.. Enumerable.Range(0, areNetworks.Length).Where(i => areNetworks[i])];
            if (networks.Count > 0 && networks.Count != outputs.Length)
            {
                _warnings.Add($"{file.Name}: it describes {networks.Count} networks, and {outputs.Length} outputs are learnt by one, so whose they are cannot be told; they are learnt anew.");
                return [];
            }

            List<WekinatorModel> models = [];
            for (int i = 0; i < networks.Count; i++)
            {
                if (networks[i].Network is not { } network) continue;
                int[] inputs = [.. networks[i].Inputs.Select(input => IndexOf(project.InputNames, input))];
                if (inputs.Contains(-1)) _warnings.Add($"{file.Name}: network {i + 1} takes inputs that the project does not have; it is learnt anew.");
                else models.Add(new WekinatorModel(outputs[i], inputs, network));
            }

            return models;
        }

        private static int IndexOf(IReadOnlyList<string> names, string name)
        {
            for (int i = 0; i < names.Count; i++)
                if (names[i] == name) return i;
            return -1;
        }

        private WekinatorXml? Xml(string root, string file)
        {
            if (folder.Find(file) is not { } found) return null;
            byte[] content = FileLines.ReadBytes(found.Path, WekinatorXml.MostBytes, found.Name);
            return content.Length == 0 ? null : WekinatorXml.Parse(found.Name, content, root); // Wekinator writes an empty file where it has nothing to say
        }

        private void Check(LiveProject project)
        {
            if (LiveProjectRules.Broken(project) is { } broken) throw new InvalidFileException(name, broken.Rule, $"This project cannot be taken over: {broken.What}.");
        }
    }
}
