using Layerwise;

// Whatever a program may call of the library, so that trimming and AOT compilation look at all of it.
float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
float[] targets = [0, 1, 1, 0];

var network = new Xor(seed: 1);
var options = new TrainerOptions { BatchSize = 4, ClipNorm = 1, Threads = 2 };
using (var trainer = new Trainer<Xor>(network, new AdamW(learningRate: 0.02), options))
{
    trainer.Fit(new Dataset(inputs, 2, targets, 1), epochs: 1000);
    trainer.Save("checkpoint.safetensors");
}

Safetensors.Save(network, "xor.safetensors");
var loaded = new Xor();
Safetensors.Load(loaded, "xor.safetensors");

var outputs = new float[4];
loaded.Forward(inputs, outputs);
Console.WriteLine(string.Join(' ', outputs.Select(static output => output > 0.5f ? 1 : 0)));

// Weights as constants: 1·1 + 1·2 + 3, and embedded: 1·4 + 1·5 + 6.
Constants.Forward([1, 1], outputs.AsSpan(0, 1));
Embedded.Forward([1, 1], outputs.AsSpan(1, 1));
Console.WriteLine($"{outputs[0]} {outputs[1]}");

[Layer(2, 8, Activation.Tanh)]
[Layer(8, 1, Activation.Sigmoid)]
internal sealed partial class Xor;

[Frozen("constants.safetensors")]
[Layer(2, 1, Activation.Identity)]
internal static partial class Constants;

[Frozen("embedded.safetensors")]
[Layer(2, 1, Activation.Identity)]
internal static partial class Embedded;
