using System.Text.Json;
using Glia.Datasets;

namespace Glia.Cli.Tests;

/// <summary>Whatever is wrong with the input, the tool ends with 2, names what is at fault in one line, and leaves every file as it was.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public BadInputTests()
    {
        Samples.WriteTinyNetwork(_folder);
        Samples.DigitNetwork().Save(_folder.At("digits.safetensors"));
        Samples.WriteTiny(_folder);
        Samples.WriteBox(_folder);
        File.WriteAllText(_folder.At("words.csv"), "label,p0,p1\n0,1\n");
        File.WriteAllText(_folder.At("rows.csv"), "label,p0,p1,p2\n0,1,2,3\n1,4,5,6\n");
        File.WriteAllText(_folder.At("more.csv"), "label,p0,p1,p2\n0,1,2,3\n1,4,5,6\n0,1,2,4\n1,4,5,5\n0,1,3,3\n1,4,4,6\n");
        File.WriteAllText(_folder.At("empty.csv"), "");
        File.WriteAllText(_folder.At("broken.png"), "this is no picture");
        File.WriteAllText(_folder.At("broken.safetensors"), "this is no model");
        File.WriteAllText(_folder.At("taken.csv"), "mine");
        ForeignSamples.WriteConsole(_folder);
        ForeignSamples.WriteTensors(_folder);
        File.WriteAllText(_folder.At("cut.txt"), ForeignSamples.Console[..500]);
        File.WriteAllBytes(_folder.At("model.pt"), [.. "PK"u8, 3, 4, 0, 0, 0, 0, 0, 0]);
        File.WriteAllBytes(_folder.At("model1.xml"), [0xAC, 0xED, 0, 5, 0, 0, 0, 0, 0, 0]);
        File.WriteAllText(_folder.At("alone-images-idx3-ubyte"), "images without labels");
        Directory.CreateDirectory(_folder.At("full"));
        File.WriteAllText(_folder.At("full/mine.txt"), "mine");
        Png.WriteGray(_folder.At("good.png"), Samples.Tiny().ByteFeatures(0), 4, 4);
        Png.WriteGray(_folder.At("wide.png"), new byte[12], 6, 2);
    }

    public void Dispose() => _folder.Dispose();

    // In the arguments, @ stands for the test's folder.
    public static TheoryData<string, string> Cases => new()
    {
        { "studio --folder @/good.png", "--folder" },
        { "studio --folder @/good.png/inside", "--folder" },
        { "studio --listen nowhere --folder @/studio", "--listen" },
        { "studio --port 0", "--port" },
        { "studio --thread 2", "--thread" },
        { "live --inputs 0", "--inputs" },
        { "live --inputs a,a", "Two inputs are called" },
        { "live --outputs nothing=", "--outputs" },
        { "live --outputs pitch=9..1", "pitch=0..127" },
        { "live --outputs pitch=0..1:firm", "'firm'" },
        { "live --outputs colour=class", "colour=class:3" },
        { "live --outputs colour=class:0", "classes" },
        { "live --outputs a --gestures 2", "--gestures" },
        { "live --values-by svm", "--values-by" },
        { "live --values-by knn", "learns classes" },
        { "live --values-by network:nodes=3", "nodes" },
        { "live --values-by network:epochs", "epochs=200" },
        { "live --classes-by network", "learns values" },
        { "live --in 70000", "--in" },
        { "live --out 70000", "--out" },
        { "live --out nobody.invalid:9", "nobody.invalid" },
        { "live --listen here", "--listen" },
        { "live --listen 203.0.113.7 --in 0", "203.0.113.7" },
        { "live --origin http://localhost:8000", "--bridge" },
        { "live --bridge 0 --origin localhost", "no origin" },
        { "live --files @/nothing", "--files" },
        { "live --load @/nothing", "--load" },
        { "live --load @/full", "no project" },
        { "live --load @/broken.safetensors", "broken.safetensors" },
        { "live --load @/full --inputs 3", "--inputs" },
        { "live --run", "no examples" },
        { "live --train", "no examples" },
        { "live --save @/broken.safetensors", "is a file" },
        { "live --log @/broken.safetensors", "there already" },
        { "live --replay @/nothing", "--replay" },
        { "live --replay @/broken.safetensors", "line 1" },
        { "serve", "MODEL" },
        { "serve @/nothing.safetensors", "nothing.safetensors" },
        { "serve @/full", "full" },
        { "serve @/broken.safetensors", "broken.safetensors" },
        { "serve @/digits.safetensors @/digits.safetensors", "Rename one" },
        { "serve @/digits.safetensors --port 70000", "--port" },
        { "serve @/digits.safetensors --listen here", "--listen" },
        { "serve @/digits.safetensors --listen 203.0.113.7", "203.0.113.7" },
        { "serve @/digits.safetensors --name http://x/", "--name" },
        { "serve @/digits.safetensors --key short", "--key" },
        { "serve @/digits.safetensors --queue 0", "--queue" },
        { "trian", "train" },
        { "train --eopchs 3", "--epochs" },
        { "train --lr", "--lr" },
        { "train --lr 0", "--lr" },
        { "train --lr -0.1", "--lr" },
        { "train --lr fast", "--lr" },
        { "train --lr NaN", "--lr" },
        { "train --lr 1e999", "--lr" },
        { "train --lr 0.1 --lr 0.2", "--lr" },
        { "train --layers 100,,50", "--layers" },
        { "train --layers 0", "--layers" },
        { "train --layers 999999999999", "--layers" },
        { "train --activation rleu", "--activation" },
        { "train --activation step", "--activation" },
        { "train --loss sqared", "--loss" },
        { "train --optimizer adaam", "--optimizer" },
        { "train --optimizer adam --momentum 0.9", "--momentum" },
        { "train --momentum 1", "--momentum" },
        { "train --schedule cosinus", "--schedule" },
        { "train --batch -1", "--batch" },
        { "train --epochs 0", "--epochs" },
        { "train --epochs 2.5", "--epochs" },
        { "train --seed -1", "--seed" },
        { "train --seed 99999999999999999999", "--seed" },
        { "train --threads 1000", "--threads" },
        { "train --dropout 1", "--dropout" },
        { "train --layers none --dropout 0.5", "--dropout" },
        { "train --l2 -1", "--l2" },
        { "train --label-smoothing 1", "--label-smoothing" },
        { "train --loss half-squared-error --label-smoothing 0.1", "--label-smoothing" },
        { "train --targets binary", "--targets" },
        { "train --preset fats", "--preset" },
        { "train --scale 17", "--scale" },
        { "train --augment twirl=1", "--augment" },
        { "train --data @/tiny.csv --test @/tiny.csv --augment redrawn", "--augment" },
        { "train --augment shift=-1", "--augment" },
        { "train --data @/rows.csv --test @/rows.csv --augment shift=1", "--augment" },
        { "train --init zero", "--init" },
        { "train --count 5", "--count" },
        { "train --data @/tiny.csv --count 100", "--count" },
        { "train --data xro", "'xor'" },
        { "train --data plane", "ToyData.Plane" },
        { "train --data circle --noise -1", "--noise" },
        { "train --noise 0.1", "--noise" },
        { "train --data xor --augment shift=1", "--augment" },
        { "train --data circle --count 100 --validation 100 --out @/m.safetensors", "--validation" },
        { "train --data mnst", "--data" },
        { "train --data mnist", "--data" },
        { "train --data @/nowhere", "--data" },
        { "train --data @/words.csv", "words.csv" },
        { "train --data @/empty.csv", "empty.csv" },
        { "train --data @/full", "full" },
        { "train --data @/tiny.csv --test @/box.csv --out @/m.safetensors", "--test" },
        { "train --count 50 --validation 100 --out @/m.safetensors", "--validation" },
        { "train --data @/tiny.csv --out @/m.safetensors", "--test" },
        { "train --early-stopping 3", "--early-stopping" },
        { "train --out @/no/such/folder/m.safetensors", "--out" },
        { "train --out @/full", "--out" },
        { "train --out @/m.safetensors --checkpoint @/m.safetensors", "--checkpoint" },
        { "train --resume @/none.safetensors", "--resume" },
        { "train --resume @/broken.safetensors", "broken.safetensors" },
        { "train --resume @/tiny.safetensors", "tiny.safetensors" },
        { "train --resume @/tiny.safetensors --lr 1", "--lr" },
        { "train extra", "extra" },
        { "sweep --out @/s", "more than one value" },
        { "sweep --lr 0.1 --out @/s", "more than one value" },
        { "sweep --data xor --lr 0.1,0.2 --validation 1 --out @/s", "--validation" },
        { "import @/tiny.safetensors --out @/x.safetensors", "use it as it is" },
        { "sweep --out @/full", "--lr" },
        { "sweep --lr 0.1,fast --out @/s", "--lr: 'fast'" },
        { "sweep --lr 0.1,,0.2 --out @/s", "--lr" },
        { "sweep --lr 0.1,0.1 --out @/s", "--lr" },
        { "sweep --lr 0.1,0 --out @/s", "--lr" },
        { "sweep --out @/s --lr", "--lr" },
        { "sweep --lr 0.1..1 --out @/s", "--random" },
        { "sweep --lr 0.1..1,2 --random 3 --out @/s", "--lr" },
        { "sweep --lr 1..0.1 --random 3 --out @/s", "--lr" },
        { "sweep --lr 0..1 --random 3 --out @/s", "--lr" },
        { "sweep --lr 0.1..1:cubic --random 3 --out @/s", "--lr" },
        { "sweep --lr ..1 --random 3 --out @/s", "--lr" },
        { "sweep --l2 0..1 --random 3 --out @/s", ":linear" },
        { "sweep --epochs 1..2.5 --random 3 --out @/s", "--epochs" },
        { "sweep --layers 30..100 --random 3 --out @/s", "--layers" },
        { "sweep --layers 30/0 --out @/s", "--layers" },
        { "sweep --layers 30//20 --out @/s", "--layers" },
        { "sweep --activation relu,tahn --out @/s", "'tanh'" },
        { "sweep --activation relu,step --out @/s", "trial 2" },
        { "sweep --optimizer sgd,adam --momentum 0.9 --out @/s", "trial 2" },
        { "sweep --layers 10/none --dropout 0.5 --out @/s", "trial 2" },
        { "sweep --preset fast,fats --out @/s", "--preset" },
        { "sweep --lr 0.1,0.2 --eta 3 --out @/s", "--eta" },
        { "sweep --lr 0.1,0.2 --first-epochs 3 --out @/s", "--first-epochs" },
        { "sweep --lr 0.1,0.2 --halving --eta 1 --out @/s", "--eta" },
        { "sweep --lr 0.1,0.2 --epochs 1,2 --halving --out @/s", "--epochs" },
        { "sweep --preset fast,99 --halving --out @/s", "--epochs" },
        { "sweep --lr 0.1,0.2 --random 5 --out @/s", "--random" },
        { "sweep --lr 0.1,0.2 --random 0 --out @/s", "--random" },
        { "sweep --lr 0.1,0.2 --trial 3 --out @/s", "--trial" },
        { "sweep --lr 0.1,0.2 --trial 0 --out @/s", "--trial" },
        { "sweep --lr 0.1,0.2 --jobs 0 --out @/s", "--jobs" },
        { "sweep --lr 0.1,0.2 --threads 300 --out @/s", "--threads" },
        { "sweep --lr 0.1,0.2 --seeds 0 --out @/s", "--seeds" },
        { "sweep --lr 0.1,0.2 --seeds 1000 --random 1000 --out @/s", "--random" },
        { "sweep --lr 0.1..1 --l2 1e-5..1 --seeds 1000 --random 1000 --out @/s", "--seeds" },
        { "sweep --lr 0.1,0.2 --out @/taken.csv", "--out" },
        { "sweep --lr 0.1,0.2 --out @/no/such/s", "--out" },
        { "sweep --lr 0.1,0.2 --out @/full", "--out" },
        { "sweep --lr 0.1,0.2 --data mnst --out @/s", "--data" },
        { "sweep --lr 0.1,0.2 --data mnist --out @/s", "--data" },
        { "sweep --lr 0.1,0.2 --data @/tiny.csv --test @/tiny.csv --validation 100 --out @/s", "--validation" },
        { "sweep --lr 0.1,0.2 --data @/rows.csv --test @/rows.csv --out @/s", "too little" },
        { "sweep --lr 0.1,0.2 --data @/more.csv --test @/more.csv --validation 2 --augment shift=1 --out @/s", "--augment" },
        { "sweep --lr 0.1,0.2 --data @/tiny.csv --test @/tiny.csv --validation 3 --augment redrawn --out @/s", "--augment" },
        { "sweep --lr 0.1,0.2 --data @/tiny.csv --count 100 --out @/s", "--count" },
        { "sweep --lr 0.1,0.2 --sedes 3 --out @/s", "--seeds" },
        { "sweep colect", "collect" },
        { "sweep collect", "FOLDER" },
        { "sweep collect @/nowhere", "nowhere" },
        { "sweep collect @/full", "full" },
        { "evaluate", "MODEL" },
        { "evaluate @/none.safetensors", "none.safetensors" },
        { "evaluate @/broken.safetensors", "broken.safetensors" },
        { "evaluate @/full", "full" },
        { "evaluate @/tiny.safetensors", "--data" },
        { "evaluate @/tiny.safetensors --data @/box.csv", "--data" },
        { "evaluate @/tiny.safetensors --data @/tiny.csv --mistakes @/taken.csv", "--mistakes" },
        { "evaluate @/tiny.safetensors --data @/tiny.csv --mistakes @/no/such.png", "--mistakes" },
        { "evaluate @/tiny.safetensors --data @/tiny.csv --html @/taken.csv", "--html" },
        { "evaluate @/tiny.safetensors --data @/tiny.csv --html @/no/such.html", "--html" },
        { "evaluate @/tiny.safetensors --data @/tiny.csv --html @/tiny.csv --force", "--html" },
        { "evaluate @/tiny.safetensors --data @/tiny.csv --html @/same --mistakes @/same", "--mistakes" },
        { "compare", "MODEL" },
        { "compare @/tiny.safetensors", "two to 8 models" },
        { "compare @/tiny.safetensors @/tiny.safetensors @/tiny.safetensors @/tiny.safetensors @/tiny.safetensors @/tiny.safetensors @/tiny.safetensors @/tiny.safetensors @/tiny.safetensors", "two to 8 models" },
        { "compare @/tiny.safetensors @/none.safetensors", "none.safetensors" },
        { "compare @/tiny.safetensors @/broken.safetensors", "broken.safetensors" },
        { "compare @/tiny.safetensors @/digits.safetensors", "digits.safetensors: it takes 784 inputs" },
        { "compare @/tiny.safetensors @/tiny.safetensors", "--data" },
        { "compare @/tiny.safetensors @/tiny.safetensors --data @/box.csv", "--data" },
        { "compare @/tiny.safetensors @/tiny.safetensors --data @/tiny.csv --html @/taken.csv", "--html" },
        { "compare @/tiny.safetensors @/tiny.safetensors --data @/tiny.csv --sheet @/taken.csv", "--sheet" },
        { "compare @/tiny.safetensors @/tiny.safetensors --data @/tiny.csv --sheet @/tiny.safetensors --force", "--sheet" },
        { "compare @/tiny.safetensors @/tiny.safetensors --data @/tiny.csv --html @/same --sheet @/same", "--sheet" },
        { "predict @/tiny.safetensors", "FILE.png" },
        { "predict @/tiny.safetensors @/none.png", "none.png" },
        { "predict @/tiny.safetensors @/broken.png", "broken.png" },
        { "predict @/tiny.safetensors @/good.png @/broken.png", "broken.png" },
        { "predict @/tiny.safetensors @/wide.png", "wide.png" },
        { "predict @/tiny.safetensors @/full", "full" },
        { "predict @/tiny.safetensors --rwa @/good.png", "--raw" },
        { "predict @/tiny.safetensors @/good.png --stages @/sheet.png", "--stages" },
        { "predict @/digits.safetensors @/good.png --stages @/sheet.png --raw", "--stages" },
        { "predict @/digits.safetensors @/good.png --stages @/good.png --force", "--stages" },
        { "predict @/digits.safetensors @/good.png --stages @/digits.safetensors --force", "--stages" },
        { "predict @/digits.safetensors @/good.png --stages @/taken.csv", "--stages" },
        { "predict @/digits.safetensors @/good.png --stages @/no/such.png", "--stages" },
        { "predict @/digits.safetensors @/good.png @/broken.png --stages @/sheet.png", "broken.png" },
        { "predict @/tiny.safetensors 1,2,3", "16 inputs" },
        { "predict @/tiny.safetensors 1,,2", "1,,2" },
        { "predict @/tiny.safetensors 1e99", "1e99" },
        { "predict @/tiny.safetensors 1,2 @/good.png", "good.png" },
        { "predict @/tiny.safetensors 1 --raw", "--raw" },
        { "predict @/tiny.safetensors 1 --stages @/sheet.png", "--stages" },
        { "show 4 --data xor", "INDEX" },
        { "evaluate @/tiny.safetensors --data xor", "--data" },
        { "read @/digits.safetensors", "PAGE.png" },
        { "read @/digits.safetensors @/good.png @/wide.png", "wide.png" },
        { "read @/tiny.safetensors @/good.png", "tiny.safetensors" },
        { "read @/none.safetensors @/good.png", "none.safetensors" },
        { "read @/digits.safetensors @/none.png", "none.png" },
        { "read @/digits.safetensors @/broken.png", "broken.png" },
        { "read @/digits.safetensors @/full", "full" },
        { "read @/digits.safetensors @/good.png --out @/good.png --force", "--out" },
        { "read @/digits.safetensors @/good.png --out @/taken.csv", "--out" },
        { "read @/digits.safetensors @/good.png --out @/full", "--out" },
        { "read @/digits.safetensors @/good.png --out @/no/such.png", "--out" },
        { "show", "INDEX" },
        { "show -5", "INDEX" },
        { "show many", "INDEX" },
        { "show 99 --data @/tiny.csv", "INDEX" },
        { "show 0 --data @/tiny.csv --part test", "--part" },
        { "show 0 --data @/tiny.csv --seed 4", "--seed" },
        { "show 0 --as film", "--as" },
        { "show 0 --data @/alone-images-idx3-ubyte", "alone-images-idx3-ubyte" },
        { "summary", "MODEL|SHAPE" },
        { "summary 784", "784" },
        { "summary 784-0-10", "784-0-10" },
        { "summary 784-", "784-" },
        { "summary 900000-900000-10", "900000-900000-10" },
        { "weights", "MODEL" },
        { "weights --shape 784-15-10 --layer 3", "--layer" },
        { "weights --shape 784-15-10 --neuron 16", "--neuron" },
        { "weights --shape 784-15-10 --layer 0", "--layer" },
        { "weights @/tiny.safetensors --shape 3-2", "--shape" },
        { "weights @/tiny.safetensors --seed 3", "--seed" },
        { "inspect", "MODEL" },
        { "inspect @/none.safetensors", "none.safetensors" },
        { "inspect @/broken.safetensors", "broken.safetensors" },
        { "inspect @/tiny.safetensors --data @/box.csv", "--data" },
        { "inspect @/tiny.safetensors --data @/nowhere", "--data" },
        { "inspect @/tiny.safetensors --neuron 1", "--neuron" },
        { "inspect @/tiny.safetensors --neuron 2.1", "--neuron" },
        { "inspect @/tiny.safetensors --neuron 1.4", "--neuron" },
        { "inspect @/tiny.safetensors --neuron 0.1", "--neuron" },
        { "inspect @/tiny.safetensors --sample 0", "--sample" },
        { "inspect @/tiny.safetensors --data @/tiny.csv --sample 7", "--sample" },
        { "inspect @/tiny.safetensors --data @/tiny.csv --sample -1", "--sample" },
        { "inspect @/tiny.safetensors --data @/tiny.csv --counterfactual 1", "--counterfactual" },
        { "inspect @/tiny.safetensors --data @/tiny.csv --sample 0 --counterfactual 9", "--counterfactual" },
        { "inspect @/tiny.safetensors --data @/tiny.csv --sample 0 --sure 0.9", "--sure" },
        { "inspect @/tiny.safetensors --data @/tiny.csv --sample 0 --counterfactual 1 --sure 2", "--sure" },
        { "inspect @/tiny.safetensors --out @/taken.csv", "--out" },
        { "inspect @/tiny.safetensors --out @/tiny.safetensors --force", "--out" },
        { "inspect @/tiny.safetensors --out @/no/such/report.html", "--out" },
        { "inspect @/tiny.safetensors --sheets @/taken.csv", "--sheets" },
        { "inspect @/tiny.safetensors --sheets @/no/such/folder", "--sheets" },
        { "export", "MODEL" },
        { "export @/tiny.safetensors", "FILE" },
        { "export @/none.safetensors @/x.cs", "none.safetensors" },
        { "export @/broken.safetensors @/x.cs", "broken.safetensors" },
        { "export @/torch.safetensors @/x.cs", "glia import" },
        { "export @/tiny.safetensors @/x.pdf", "<FILE>" },
        { "export @/tiny.safetensors @/x", "<FILE>" },
        { "export @/tiny.safetensors @/x.cs --as pascal", "--as" },
        { "export @/tiny.safetensors @/x.onnx --class Tiny", "--class" },
        { "export @/tiny.safetensors @/x.onnx --namespace Tiny", "--namespace" },
        { "export @/tiny.safetensors @/x.cs --class 3d", "--class" },
        { "export @/tiny.safetensors @/x.cs --class class", "--class" },
        { "export @/tiny.safetensors @/x.cs --namespace a..b", "--namespace" },
        { "export @/tiny.safetensors @/x.cs --clas A", "--class" },
        { "export @/tiny.safetensors @/taken.csv --as onnx", "--force" },
        { "export @/tiny.safetensors @/tiny.safetensors --as onnx --force", "<FILE>" },
        { "export @/tiny.safetensors @/full --as csharp --force", "<FILE>" },
        { "export @/tiny.safetensors @/no/such/x.cs", "<FILE>" },
        { "export @/tiny.safetensors @/x.txt", "softmax" },
        { "import", "FILE" },
        { "import @/console.txt", "--out" },
        { "import @/none.txt --out @/x.safetensors", "none.txt" },
        { "import @/full --out @/x.safetensors", "full" },
        { "import @/empty.csv --out @/x.safetensors", "empty.csv" },
        { "import @/broken.png --out @/x.safetensors", "Linear Node 0" },
        { "import @/cut.txt --out @/x.safetensors", "cut.txt" },
        { "import @/model.pt --out @/x.safetensors", "safetensors.torch.save_file" },
        { "import @/model1.xml --out @/x.safetensors", "Display in console" },
        { "import @/console.txt --out @/taken.csv", "--out" },
        { "import @/console.txt --out @/console.txt --force", "--out" },
        { "import @/console.txt --out @/full --force", "--out" },
        { "import @/console.txt --out @/no/such/x.safetensors", "--out" },
        { "import @/console.txt --out @/x.safetensors --activation relu", "--activation" },
        { "import @/console.txt --out @/x.safetensors --mean 3", "--mean" },
        { "import @/console.txt --out @/x.safetensors --input-range 1..0", "--input-range" },
        { "import @/console.txt --out @/x.safetensors --input-range 0-1", "--input-range" },
        { "import @/console.txt --out @/x.safetensors --input-range 0..1,0..1,0..1", "--input-range" },
        { "import @/console.txt --out @/x.safetensors --output-range 0..1,0..1", "--output-range" },
        { "import @/console.txt --out @/x.safetensors --output-range 0..NaN", "--output-range" },
        { "import @/console.txt --out @/x.safetensors --output-range 0..1e999", "--output-range" },
        { "import @/console.txt --out @/x.safetensors --classes a,b", "--classes" },
        { "import @/console.txt --out @/x.safetensors --classes a", "--classes" },
        { "import @/console.txt --out @/x.safetensors --classes a,,b", "--classes" },
        { "import @/console.txt --out @/x.safetensors --classes a,a", "--classes" },
        { "import @/console.txt --out @/x.safetensors --picture 2x2", "--picture" },
        { "import @/console.txt --out @/x.safetensors --picture 2", "--picture" },
        { "import @/torch.safetensors --out @/x.safetensors", "--activation" },
        { "import @/torch.safetensors --out @/x.safetensors --activation relu", "--output" },
        { "import @/torch.safetensors --out @/x.safetensors --activation rleu --output softmax", "--activation" },
        { "import @/torch.safetensors --out @/x.safetensors --activation relu --output softmax --input-range 0..1", "--input-range" },
        { "import @/torch.safetensors --out @/x.safetensors --activation relu --output softmax --order fc1,fc3", "fc3" },
        { "import @/torch.safetensors --out @/x.safetensors --activation relu --output softmax --order fc2,fc1", "fc1.weight" },
        { "import @/torch.safetensors --out @/x.safetensors --activation relu --output softmax --scale standardise", "--scale" },
        { "import @/torch.safetensors --out @/x.safetensors --activation relu --output softmax --deviation 0", "--deviation" },
        { "import @/torch.safetensors --out @/x.safetensors --activation relu --output softmax --mean x", "--mean" },
        { "import @/tiny.safetensors --out @/x.safetensors --activation relu --output softmax", "tiny.safetensors" },
        { "data lst", "list" },
        { "data fetch cifar", "cifar" },
        { "data fetch mnist --to @/taken.csv", "--to" },
        { "data convert @/nowhere @/x.csv", "FROM" },
        { "data convert @/tiny.csv @/taken.csv", "TO" },
        { "data convert @/tiny.csv @/full", "TO" },
        { "data convert @/tiny.csv @/full --force", "TO" },
        { "data convert @/tiny.csv @/no/such/x.csv", "TO" },
        { "data convert generated @/x.csv", "FROM" },
        { "data generate 0 @/x.csv", "<N>" },
        { "data generate many @/x.csv", "<N>" },
        { "data generate 10", "TO" },
        { "data generate 10 @/taken.csv", "TO" },
        { "bench --threads 257", "--threads" },
        { "bench --threads all", "--threads" },
        { "bench --data mnst", "--data" },
        { "bench --data @/tiny.csv", "--data" },
        { "bench --data @/box.csv", "--data" },
        { "bench --out @/taken.csv", "--out" },
        { "bench --out @/no/such/x.json", "--out" },
        { "bench --qiuck", "--quick" },
        { "bench now", "now" },
        { "--nonsense", "--nonsense" },
        { "explain", "<MODEL>" },
        { "explain 3-3-3", "<INPUT>" },
        { "explain 3-3-3 0.9,0.1", "<INPUT>" },
        { "explain 3-3-3 1e39,0,0", "<INPUT>" },
        { "explain 3-3-3 nonsense", "<INPUT>" },
        { "explain 3-3-3 mnits:7", "mnits" },
        { "explain 3-0-3 1,2,3", "<MODEL>" },
        { "explain 3-3-3 1,2,3 --target x", "--target" },
        { "explain 3-3-3 1,2,3 --target 1,2", "--target" },
        { "explain 3-3-3 1,2,3 --lr 0.1", "--lr" },
        { "explain 3-3-3 1,2,3 --loss mse", "--loss" },
        { "explain 3-3-3 1,2,3 --target 1,0,0 --lr 0", "--lr" },
        { "explain 3-3-3 1,2,3 --target 1,0,0 --loss cross-entropy --activation tanh", "--loss" },
        { "explain 2-1 1,2 --target 1 --output step", "--target" },
        { "explain 2-1 1,2 --output softmax", "--output" },
        { "explain 2-2-2 1,2 --activation softmax", "--activation" },
        { "explain 2-1 1,2 --w 1,2;3,4", "--w" },
        { "explain 2-1 1,2 --w 1,2,3", "--w" },
        { "explain 2-1 1,2 --w 1,x", "--w" },
        { "explain 2-1 1,2 --w 1,2 --w 3,4", "--w" },
        { "explain 2-1 1,2 --b 1,2", "--b" },
        { "explain 2-1 1,2 --w 1,2 --b x", "--b" },
        { "explain 2-1 1,2 --w 1,2 --seed 3", "--seed" },
        { "explain 2-1 1,2 --layer 2", "--layer" },
        { "explain 2-1 1,2 --neuron 2", "--neuron" },
        { "explain 2-1 1,2 --precision 9", "--precision" },
        { "explain 2-1 1,2 --top 0", "--top" },
        { "explain 2-1 1,2 --html @/taken.csv", "--html" },
        { "explain 2-1 1,2 --html @/no-such-folder/page.html", "--html" },
        { "explain 16-7 @/tiny.csv:0", "<INPUT>" },
        { "explain @/tiny.safetensors @/tiny.csv:99", "<INPUT>" },
        { "explain @/digits.safetensors @/tiny.csv:0", "<INPUT>" },
        { "explain @/tiny.safetensors @/good.png --seed 3", "--seed" },
        { "explain @/tiny.safetensors @/good.png --target 9", "--target" },
        { "explain @/tiny.safetensors @/wide.png", "wide.png" },
        { "explain @/tiny.safetensors @/broken.png", "broken.png" },
        { "explain @/tiny.safetensors @/missing.png", "missing.png" },
        { "explain @/missing.safetensors 1,2", "missing.safetensors" },
        { "explain @/broken.safetensors 1,2", "broken.safetensors" },
        { "explain @/tiny.safetensors @/good.png --html @/good.png --force", "--html" },
    };

    [Theory]
    [InlineData("--out", "tiny.csv")]
    [InlineData("--checkpoint", "tiny.csv")]
    public void TheDataAreNotReplacedByTheModel(string option, string file)
    {
        string data = _folder.At(file);
        byte[] before = File.ReadAllBytes(data);
        ToolRun run = ToolRun.Of("train", "--data", data, "--epochs", "1", "--test", data, option, data);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.StartsWith($"glia: {option}: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(data));
    }

    [Fact]
    public void MoreWeightsThanFitAreTheUsersMistakeNotTheTools()
    {
        ToolRun run = ToolRun.Of("train", "--count", "20", "--layers", "65536,65536", "--out", _folder.At("huge.safetensors"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("more weights than fit", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/proc/self/fd/1")]
    public void ADeviceIsRefusedBeforeTheWork(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        ToolException error = Assert.Throws<ToolException>(() => OutputFile.Check("--out", path)); // the check alone: a file put there would cost the machine its device
        Assert.Contains("device", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frob")]
    [InlineData("predict", "nowhere", "nothing.png")]
    [InlineData("predict", "nowhere", "nothing.png", "--json")]
    public void WithoutStandardErrorTheExitCodeRemains(params string[] args)
    {
        using var output = new StringWriter();
        Assert.Equal(ExitCodes.BadInput, GliaTool.Run(args, new ToolConsole(output, new ClosedWriter())));
    }

    private sealed class ClosedWriter : StringWriter
    {
        public override void Write(char value) => throw new UnauthorizedAccessException("closed");

        public override void Write(string? value) => throw new UnauthorizedAccessException("closed");

        public override void Write(char[] buffer, int index, int count) => throw new UnauthorizedAccessException("closed");

        public override void Write(ReadOnlySpan<char> buffer) => throw new UnauthorizedAccessException("closed");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsToldInOneLineAndNothingIsWritten(string line, string named)
    {
        string[] before = _folder.Listing();
        ToolRun run = ToolRun.Of(Arguments(line));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Equal("", run.Out);
        Assert.StartsWith("glia: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at Glia", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing(), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsToldAsJsonToo(string line, string named)
    {
        ToolRun run = ToolRun.Of([.. Arguments(line), "--json"]);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Equal("", run.Out);
        JsonElement error = JsonDocument.Parse(run.Error).RootElement.GetProperty("error");
        Assert.Equal(2, error.GetProperty("code").GetInt32());
        Assert.Contains(named, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void OptionFileAndRuleAreFieldsOfTheError()
    {
        JsonElement option = JsonDocument.Parse(ToolRun.Of("train", "--lr", "fast", "--json").Error).RootElement.GetProperty("error");
        Assert.Equal("--lr", option.GetProperty("option").GetString());
        JsonElement file = JsonDocument.Parse(ToolRun.Of("evaluate", _folder.At("broken.safetensors"), "--json").Error).RootElement.GetProperty("error");
        Assert.Equal(_folder.At("broken.safetensors"), file.GetProperty("file").GetString());
        Assert.NotEqual("", file.GetProperty("rule").GetString());
    }

    private string[] Arguments(string line) => [.. line.Split(' ').Select(word => word.Replace("@", _folder.FullPath, StringComparison.Ordinal))];
}
