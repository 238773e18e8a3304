namespace Glia.Live.Tests.Wekinator;

/// <summary>Row F4: every row of Wekinator's tables over real UDP, as the real program was seen to behave; where we differ by default, <c>--strict</c> does as it does.</summary>
public sealed class ConformanceTests
{
    private const string Control = "/wekinator/control/";

    public static TheoryData<bool> Modes => [false, true];

    [Theory, MemberData(nameof(Modes))]
    public async Task Inputs_are_answered_byte_by_byte_as_expected(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.SendHex("2f77656b2f696e70757473002c6666003f80000040200000"); // /wek/inputs 1 2.5
        Assert.Equal("/wek/outputs 0.25 2", await peer.NextOwn());
        Assert.Equal("2f77656b2f6f7574707574730000000" + "02c6666003e80000040000000", Convert.ToHexStringLower(peer.LastBytes));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Inputs_of_other_numeric_types(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send("/wek/inputs", 1, 2.5);
        Assert.Equal("/wek/outputs 0.25 2", await peer.NextOwn()); // answered in both modes
        Assert.Equal(isStrict ? [0, 0] : [1, 2.5f], peer.Session.Snapshot().Inputs);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_wrong_count_is_not_answered(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send("/wek/inputs", 1f);
        peer.Send("/wek/inputs", 1f, 2f, 3f);
        peer.Send("/wek/inputs");
        Assert.DoesNotContain(await peer.Settle(), m => m.StartsWith("/wek/", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Bundles_run_in_order_at_once_nested_too(bool isStrict)
    {
        using var peer = new OscPeer(OscPeer.Small, isStrict);
        var writer = new OscWriter();
        var later = new OscTimeTag(0xF0000000_00000000); // decades from now
        writer.BeginBundle(later).Message(Control + "outputs").Float(0.5f).Float(3).Message(Control + "startRecording")
            .BeginBundle(later).Message("/wek/inputs").Float(1).Float(2).Message("/wek/inputs").Float(3).Float(4).EndBundle()
            .Message(Control + "stopRecording").EndBundle();
        peer.SendRaw(writer.Finish());
        await peer.Settle();
        Assert.Equal([(1f, 0.5f, 3f), (3f, 0.5f, 3f)], peer.Session.Examples(0, 9).Select(e => (e.Inputs[0], e.Outputs[0], e.Outputs[1])));
        Assert.False(peer.Session.IsRecording);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task More_arguments_and_none_at_all_are_tolerated(bool isStrict)
    {
        using var peer = new OscPeer(OscPeer.Small, isStrict);
        peer.Send(Control + "startRecording", 1);
        await peer.Settle();
        Assert.True(peer.Session.IsRecording);
        peer.SendHex(Convert.ToHexString("/wekinator/control/stopRecording\0\0\0\0"u8)); // no type tags
        await peer.Settle();
        Assert.False(peer.Session.IsRecording);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Labels_are_set_and_not_echoed(bool isStrict)
    {
        using var peer = new OscPeer(OscPeer.Small, isStrict);
        peer.Send(Control + "outputs", 0.5f, 3f);
        peer.Send(Control + "outputs", 0.75f, 9f); // no such class: that one stays
        peer.Send(Control + "outputs", 0.1f); // wrong count: all stay
        Assert.DoesNotContain(await peer.Settle(), m => m.StartsWith("/wek/", StringComparison.Ordinal));
        Assert.Equal([0.75f, 3], peer.Session.Snapshot().Outputs.Select(o => o.Label));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Each_start_of_recording_is_a_round_and_stops_running(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send(Control + "startRecording");
        peer.Send("/wek/inputs", 1f, 1f);
        peer.Send(Control + "stopRecording");
        peer.Send(Control + "startRecording");
        peer.Send("/wek/inputs", 2f, 2f);
        Assert.DoesNotContain(await peer.Settle(), m => m.StartsWith("/wek/", StringComparison.Ordinal));
        Assert.Equal([1, 2, 3], peer.Session.Examples(0, 9).Select(e => e.Round));
        Assert.False(peer.Session.IsRunning);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Recorded_labels_are_those_set_and_strictly_the_present_outputs(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send(Control + "outputs", 0.75f, 4f);
        peer.Send("/wek/inputs", 0f, 0f); // overwrites the outputs with what the model says
        peer.Send(Control + "startRecording");
        peer.Send("/wek/inputs", 5f, 5f);
        await peer.Settle();
        Assert.Equal(isStrict ? [0.25f, 2] : [0.75f, 4], peer.Session.Examples(1, 1)[0].Outputs);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Training_ends_with_done_training_and_so_does_cancelling(bool isStrict)
    {
        using var gate = new ManualResetEventSlim();
        using var peer = new OscPeer(OscPeer.Small with { Outputs = [OutputSpec.ForValue("outputs-1", new MeanLearner { Gate = gate })] }, isStrict);
        peer.Send(Control + "train"); // no examples: refused
        Assert.DoesNotContain("/wekinator/status/done-training", await peer.Settle());
        peer.Send(Control + "startRecording");
        peer.Send("/wek/inputs", 1f, 1f);
        peer.Send(Control + "stopRecording");
        peer.Send(Control + "train");
        peer.Send(Control + "train"); // under way: refused
        peer.Send(Control + "startRunning"); // while training: refused
        await peer.Settle();
        Assert.Equal((true, false), (peer.Session.IsTraining, peer.Session.IsRunning));
        peer.Send(Control + "cancelTrain");
        Assert.Equal("/wekinator/status/done-training", await peer.NextOwn());
        Assert.Equal(TrainingEnd.Cancelled, peer.Session.LastOutcome!.End);
        gate.Set();
        await peer.Train();
        Assert.Equal(TrainingEnd.Done, peer.Session.LastOutcome!.End);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task The_old_model_answers_while_the_new_one_is_trained(bool isStrict)
    {
        using var gate = new ManualResetEventSlim(initialState: true);
        using var peer = new OscPeer(OscPeer.Small with { Outputs = [OutputSpec.ForValue("outputs-1", new MeanLearner { Gate = gate })] }, isStrict);
        await Record(peer, 1f);
        await peer.Train();
        peer.Send(Control + "startRunning");
        gate.Reset();
        peer.Send(Control + "outputs", 0f);
        await peer.Settle();
        peer.Session.SetLabels([0]);
        peer.Send(Control + "train");
        peer.Send("/wek/inputs", 1f, 1f);
        Assert.Equal("/wek/outputs 1", await peer.NextOwn());
        gate.Set();
        Assert.Equal("/wekinator/status/done-training", await peer.NextOwn());
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Running_needs_a_model_and_stops_recording(bool isStrict)
    {
        using var peer = new OscPeer(OscPeer.Small, isStrict);
        peer.Send(Control + "startRunning");
        peer.Send("/wek/inputs", 1f, 1f);
        Assert.DoesNotContain(await peer.Settle(), m => m.StartsWith("/wek/", StringComparison.Ordinal));
        await Record(peer, 0.5f, 1);
        await peer.Train();
        peer.Send(Control + "startRecording");
        peer.Send(Control + "startRunning", 1);
        await peer.Settle();
        Assert.Equal((false, true), (peer.Session.IsRecording, peer.Session.IsRunning));
        peer.Send(Control + "stopRunning");
        peer.Send("/wek/inputs", 1f, 1f);
        Assert.DoesNotContain(await peer.Settle(), m => m.StartsWith("/wek/", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Deleting_all_examples_leaves_the_model(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send(Control + "deleteAllExamples");
        peer.Send("/wek/inputs", 1f, 1f);
        Assert.Equal("/wek/outputs 0.25 2", await peer.NextOwn());
        Assert.Equal(0, peer.Session.ExampleCount);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Deleting_an_output_s_examples_counts_from_one(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send(Control + "deleteExamplesForOutput", 3);
        peer.Send(Control + "deleteExamplesForOutput", 0);
        await peer.Settle();
        Assert.Equal([1, 1], peer.Session.Snapshot().Outputs.Select(o => o.ExampleCount));
        peer.Send(Control + "deleteExamplesForOutput", 1);
        await peer.Settle();
        Assert.Equal([0, 1], peer.Session.Snapshot().Outputs.Select(o => o.ExampleCount));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Recording_and_running_of_an_output_are_switched_by_numbers_all_or_none(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send(Control + "disableModelRunning", 1, 3); // there is no third: nothing is changed
        peer.Send(Control + "disableModelRecording", 2f);
        await peer.Settle();
        Assert.Equal([(true, true), (true, false)], peer.Session.Snapshot().Outputs.Select(o => (o.IsRun, o.IsRecorded)));
        peer.Send(Control + "disableModelRunning", 1.0);
        peer.Send(Control + "outputs", 0.875f, 1f);
        peer.Send("/wek/inputs", 1f, 1f);
        Assert.Equal("/wek/outputs 0.875 2", await peer.NextOwn()); // what does not run repeats its value
        peer.Send(Control + "startRecording");
        peer.Send("/wek/inputs", 1f, 1f);
        await peer.Settle();
        Assert.True(float.IsNaN(peer.Session.Examples(1, 1)[0].Outputs[1]));
        peer.Send(Control + "enableModelRecording", 1, 2);
        peer.Send(Control + "enableModelRunning", 1, 2);
        await peer.Settle();
        Assert.All(peer.Session.Snapshot().Outputs, o => Assert.True(o is { IsRun: true, IsRecorded: true }));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Selected_inputs_take_effect_at_the_next_training(bool isStrict)
    {
        using OscPeer peer = await Running(isStrict);
        peer.Send(Control + "selectInputsForOutput", 2, 2f);
        peer.Send(Control + "selectInputsForOutput", 2, 3);
        peer.Send(Control + "selectInputsForOutput", 2);
        await peer.Settle();
        Assert.Equal(2, peer.Session.Model(2)!.InputCount);
        await peer.Train();
        Assert.Equal((2, 1), (peer.Session.Model(1)!.InputCount, peer.Session.Model(2)!.InputCount));
        Assert.Equal([1], peer.Session.Output(2)!.SelectedInputIndices!);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Names_set_the_count_before_anything_has_begun_and_are_refused_afterwards(bool isStrict)
    {
        using var peer = new OscPeer(OscPeer.Small, isStrict);
        peer.Send(Control + "setInputNames", "x", "y", "z");
        peer.Send(Control + "setOutputNames", "pitch", "pitch"); // not unique
        peer.Send(Control + "setOutputNames", "pitch");
        await peer.Settle();
        Assert.Equal(["x", "y", "z", "pitch"], [.. peer.Session.ToProject().InputNames, .. peer.Session.ToProject().Outputs.Select(o => o.Name)]);
        peer.Send(Control + "startRecording");
        peer.Send("/wek/inputs", 1f, 2f, 3f);
        peer.Send(Control + "stopRecording");
        peer.Send(Control + "setInputNames", "a");
        await peer.Settle();
        Assert.Equal(["x", "y", "z"], peer.Session.ToProject().InputNames);
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Performance_mode_is_accepted_and_changes_nothing(bool isStrict)
    {
        using var peer = new OscPeer(OscPeer.Small, isStrict);
        peer.Send(Control + "enablePerformanceMode");
        peer.Send(Control + "disablePerformanceMode");
        Assert.Empty(await peer.Settle());
        Assert.Equal(1, peer.Host.Traffic.Unknown); // the question of Settle alone
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Probabilities_come_after_the_outputs_with_a_class_0(bool isStrict)
    {
        OutputSpec colour = OutputSpec.ForClasses("colour", 3, new MeanLearner()) with { SendsProbabilities = true };
        using var peer = new OscPeer(new LiveProject { InputNames = ["x"], Outputs = [colour] }, isStrict);
        await Record(peer, [2f], [0.5f]);
        await peer.Train();
        peer.Send(Control + "startRunning");
        peer.Send("/wek/inputs", 0.5f);
        Assert.Equal("/wek/outputs 2", await peer.NextOwn());
        Assert.Equal("/colour 0 0 1 0", await peer.NextOwn());
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task Randomizing_sends_the_outputs(bool isStrict)
    {
        using var peer = new OscPeer(OscPeer.Small, isStrict);
        peer.Send("/glia/control/randomize");
        Assert.Matches(@"^/wek/outputs 0\.\d+ [1-5]$", await peer.NextOwn());
    }

    [Fact]
    public async Task Honest_status_goes_beside_and_strictly_not_at_all()
    {
        foreach (bool isStrict in new[] { false, true })
        {
            using var peer = new OscPeer(OscPeer.Small, isStrict);
            peer.Send(Control + "train");
            List<string> heard = await peer.Settle();
            await Record(peer, 0.5f, 1);
            peer.Send(Control + "train");
            heard.AddRange(await peer.Settle()); // until then nothing may be under way yet
            await peer.Session.WaitForTrainingAsync();
            heard.AddRange(await peer.Settle());
            string[] own = [.. heard.Where(m => m.StartsWith("/glia/", StringComparison.Ordinal))];
            if (isStrict) Assert.Empty(own);
            else Assert.Contains("/glia/warning There is nothing to train on: no output has an example.", own);
            if (!isStrict) Assert.Contains(own, m => m.StartsWith("/glia/status done 2 outputs learnt from 1 example", StringComparison.Ordinal));
        }
    }

    /// <summary>Each of these ends the real program's hearing for good, and the first four rows of those that do not are here as well.</summary>
    [Theory]
    [InlineData("an address with *", "2f77656b2f2a000000000000")]
    [InlineData("an address with a space", "2f77656b2069006e2c000000")]
    [InlineData("an address without a slash", "77656b2f696e70757473000" + "02c000000")]
    [InlineData("random bytes", "d4f1a09b3377deadbeef0102")]
    [InlineData("a bundle with an element of no bytes", "2362756e646c6500000000000000000100000000")]
    [InlineData("startDtwRecording", "2f77656b696e61746f722f636f6e74726f6c2f73746172744474775265636f7264696e67000000002c69000000000001")]
    [InlineData("stopDtwRecording", "2f77656b696e61746f722f636f6e74726f6c2f73746f704474775265636f7264696e670000000000002c000000")]
    [InlineData("an empty datagram", "")]
    [InlineData("a float cut off", "2f77656b2f696e70757473002c6600003f80")]
    [InlineData("a blob", "2f77656b2f696e70757473002c62000000000004deadbeef")]
    [InlineData("a string that does not end", "2f77656b2f696e7075747300" + "2c730000616263")]
    public async Task What_silences_Wekinator_silences_nobody_here(string what, string hex)
    {
        foreach (bool isStrict in new[] { false, true })
        {
            using OscPeer peer = await Running(isStrict);
            for (int i = 0; i < 3; i++) peer.SendHex(hex);
            await peer.Settle();
            peer.Send("/wek/inputs", 1f, 2.5f);
            Assert.True(await peer.NextOwn() == "/wek/outputs 0.25 2", what);
            peer.Send(Control + "stopRunning");
            await peer.Settle();
            Assert.False(peer.Session.IsRunning);
        }
    }

    [Fact]
    public async Task An_address_pattern_means_every_address_that_it_matches()
    {
        using OscPeer peer = await Running(isStrict: false);
        peer.Send("/wek/inp?ts", 1f, 2.5f);
        Assert.Equal("/wek/outputs 0.25 2", await peer.NextOwn());
        peer.Send(Control + "stop*");
        await peer.Settle();
        Assert.False(peer.Session.IsRunning);
    }

    private static Task Record(OscPeer peer, float value, float c = float.NaN) => Record(peer, float.IsNaN(c) ? [value] : [value, c], [.. Enumerable.Repeat(1f, peer.Session.InputCount)]);

    private static async Task Record(OscPeer peer, float[] labels, float[] inputs)
    {
        peer.Send(Control + "outputs", [.. labels.Cast<object>()]);
        peer.Send(Control + "startRecording");
        peer.Send("/wek/inputs", [.. inputs.Cast<object>()]);
        peer.Send(Control + "stopRecording");
        await peer.Settle();
    }

    /// <summary>One example, (1, 1) → (0.25, 2), learnt and running.</summary>
    private static async Task<OscPeer> Running(bool isStrict)
    {
        var peer = new OscPeer(OscPeer.Small, isStrict);
        await Record(peer, 0.25f, 2);
        await peer.Train();
        peer.Send(Control + "startRunning");
        await peer.Settle();
        Assert.True(peer.Session.IsRunning);
        return peer;
    }
}
