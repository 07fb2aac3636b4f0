namespace Layerwise.Analyzers.Tests.Rules.Declaration;

public sealed class UnfitInputsTests
{
    [Theory]
    [InlineData("[Input(\"State\", 6)]\n[Input(\"Action\", [|1|])]", "Inputs: they have 7 numbers (State 6 + Action 1), and layer 1 takes 8; make them equal")]
    [InlineData("[Input(\"State\", 8)]\n[Input(\"Action\", [|0|])]", "Input 'Action': its size is 0; write 1 or more")]
    [InlineData("[Input(\"State\", 6)]\n[Input([|\"State\"|], 2)]", "Input: another output or input is called 'State' too; give each a name of its own")]
    [InlineData("[Input([|\"Value\"|], 8)]", "Input: another output or input is called 'Value' too; give each a name of its own")]
    [InlineData(
        "[Input(\"State\", int.MaxValue)]\n[Input(\"Action\", int.MaxValue)]\n[Input(\"Rest\", [|10|])]",
        "Inputs: they have 4294967304 numbers (State 2147483647 + Action 2147483647 + Rest 10), and layer 1 takes 8; make them equal")]
    [InlineData("[Input([|int.MinValue|], 8)]", "Inputs: length is -2147483648; write 1 or more")]
    [InlineData("[Input(8, [|int.MinValue|])]", "Inputs: channels is -2147483648; write 1 or more")]
    [InlineData("[Input([|\"Input\"|], 8)]", "Input: the generator adds a member 'InputSize' to every network, and another member of that name for this one; write another name")]
    [InlineData("[Input([|\"a b\"|], 8)]", "Input: 'a b' is no C# identifier, and generated members are called by it; write a name like \"Policy\" or \"State\"")]
    public Task What_does_not_fit(string inputs, string message) => Analysis.FindsOneAsync("LW1022", message, Program(inputs));

    [Theory]
    [InlineData("")]
    [InlineData("[Input(\"State\", 8)]")]
    [InlineData("[Input(\"State\", 6)]\n[Input(\"Action\", 2)]")]
    public Task What_fits(string inputs) => Analysis.FindsNoneAsync("LW1022", Program(inputs));

    private static string Program(string inputs) =>
        $"using Layerwise;\n\n{inputs}\n[Layer(8, 16, Activation.Tanh)]\n[Output(\"Value\", 16, 1, Activation.Identity)]\npartial class Net;\n";
}
