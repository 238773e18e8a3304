using System.Buffers.Binary;
using System.Text;

namespace Glia.Live.Tests;

/// <summary>Projects in Wekinator's formats, made here.</summary>
internal static class WekinatorFolder
{
    public const string Project = "<?xml version=\"1.0\"?>\n<WekinatorFileData>\n  <oscReceivePort>6449</oscReceivePort>\n  <projectName>Bells</projectName>\n  <later>1</later>\n</WekinatorFileData>";

    public const string Inputs = "<?xml version=\"1.0\"?>\n<OSCInputGroup>\n  <oscMessage>/wek/inputs</oscMessage>\n  <numInputs>2</numInputs>\n  <groupName>Inputs</groupName>\n"
        + "  <inputNames>\n    <string>x</string>\n    <string>hand y</string>\n  </inputNames>\n</OSCInputGroup>";

    public const string Outputs = """
        <?xml version="1.0"?>
        <OSCOutputGroup>
          <oscMessage>/wek/outputs</oscMessage>
          <hostName>localhost</hostName>
          <outputPort>12001</outputPort>
          <outputs class="linked-list">
            <wekimini.osc.OSCNumericOutput>
              <name>pitch</name>
              <min>-1.0</min>
              <max>2.5</max>
              <outputType>INTEGER</outputType>
              <limitType>HARD</limitType>
              <trainingDataLimitRestriction>ENFORCE_LIMITS</trainingDataLimitRestriction>
            </wekimini.osc.OSCNumericOutput>
            <wekimini.osc.OSCClassificationOutput>
              <name>drum</name>
              <numClasses>3</numClasses>
              <isSendingDistribution>true</isSendingDistribution>
            </wekimini.osc.OSCClassificationOutput>
          </outputs>
        </OSCOutputGroup>
        """;

    public const string Examples = """
        @relation dataset

        @attribute ID numeric
        @attribute Time date 'yyyy/MM/dd HH:mm:ss:SSS'
        @attribute 'Training round' numeric
        @attribute x numeric
        @attribute 'hand y' numeric
        @attribute pitch numeric
        @attribute drum {0,1,2,3}

        @data
        1,'2022/10/28 07:47:47:744',1,0.21,0.5575,0,?
        2,'2022/10/28 07:47:47:794',1,-1,3,?,2
        4,'2022/10/28 07:48:00:000',2,1,1,1,0
        """;

    public const string Gestures = """
        <?xml version="1.0"?>
        <OSCOutputGroup>
          <oscMessage>/wek/outputs</oscMessage>
          <hostName>localhost</hostName>
          <outputPort>12000</outputPort>
          <outputs class="linked-list">
            <wekimini.osc.OSCDtwOutput>
              <name>moves</name>
              <numGestures>2</numGestures>
              <gestureNames><string>circle</string><string>line</string></gestureNames>
              <gestureOscMessages><string>/output_1</string><string>/output_2</string></gestureOscMessages>
              <outputOscMessage>output</outputOscMessage>
            </wekimini.osc.OSCDtwOutput>
          </outputs>
        </OSCOutputGroup>
        """;

    public const string GestureModel = """
        <?xml version="1.0"?>
        <DtwModel>
          <data><numGestures>2</numGestures><numTotalExamples>2</numTotalExamples></data>
          <settings>
            <minAllowedGestureLength>7</minAllowedGestureLength>
            <hopSizeForContinuousSearch>2</hopSizeForContinuousSearch>
            <matchWidth>3</matchWidth>
            <downsamplePolicy>DOWNSAMPLE_TO_MAX_LENGTH</downsamplePolicy>
            <downsampleMaxLength>12</downsampleMaxLength>
          </settings>
          <matchThreshold>4.5</matchThreshold>
          <selectedInputs><boolean>true</boolean><boolean>false</boolean></selectedInputs>
        </DtwModel>
        """;

    public const string GestureExamples = "# remark\n2,1,0.0,0.0,1.0,0.5,2.0,1.0,\n2,2,1.0E-4,5.0,\n";

    /// <summary>Two inputs, one hidden node: y = (2 · sigmoid(3 · (x − 1) / 2 − (y − 0) / 4 + 0.5) − 0.25) · 4 + 10.</summary>
    public const string Described = """
        {"metadata":{"creator":"Wekinator","version":"the one you have","inputNames":["x","hand y"]},"modelSet":[
        {"modelType":"Neural Network","numInputs":2,"inputNames":["x","hand y"],"numHiddenLayers":1,"numHiddenNodes":1,"numOutputs":1,"inBases":[1,0],"inRanges":[2,4],"outRange":4,"outBase":10,
        "nodes":[{"name":"Linear Node 0","Threshold":"-0.25","Node 1":"2"},{"name":"Sigmoid Node 1","Threshold":"0.5","Attrib x":"3","Attrib hand y":"-1"}]},
        {"modelType":"kNN classification","numInputs":2,"inputNames":["x","hand y"],"numClasses":3,"k":1,"numExamples":1,"examples":[{"class":"2","features":["-1","3"]}]}]}
        """;

    public static TempFolder Make()
    {
        var folder = new TempFolder();
        folder.Put("Bells.wekproj", Project);
        folder.Put("inputConfig.xml", Inputs);
        folder.Put("outputConfig.xml", Outputs);
        folder.Put("current/currentData.arff", Examples);
        return folder;
    }

    public static TempFolder MakeGestures()
    {
        TempFolder folder = Make();
        folder.Put("outputConfig.xml", Gestures);
        folder.Put("current/models/model1.xml", GestureModel);
        folder.Put("current/currentData.csv", GestureExamples);
        return folder;
    }

    /// <summary>A model's file: Java's header, a text, and what follows it.</summary>
    public static byte[] Model(string xml, bool isLong = false)
    {
        byte[] text = Encoding.UTF8.GetBytes(xml);
        byte[] size = new byte[isLong ? 8 : 2];
        if (isLong) BinaryPrimitives.WriteInt64BigEndian(size, text.Length);
        else BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)text.Length);
        return [0xAC, 0xED, 0, 5, (byte)(isLong ? 0x7C : 0x74), .. size, .. text, 0x73, 0x72, 0, 1, 2, 3];
    }

    public static string PathOf(string builder, string settings = "", string inputs = "<string>x</string><string>hand y</string>") =>
        $"<Path>\n  <modelBuilder class=\"wekimini.learning.{builder}\">{settings}</modelBuilder>\n  <output class=\"wekimini.osc.OSCNumericOutput\"><name>pitch</name></output>\n  <inputNames class=\"linked-list\">{inputs}</inputNames>\n  <modelState>BUILT</modelState>\n</Path>";
}
