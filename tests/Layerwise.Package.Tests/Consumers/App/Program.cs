using Libraries;

// No package reference of its own: the runtime comes along with the library.
var filter = new Filter(seed: 2);
var outputs = new float[2];
filter.Forward([1f], outputs);
Console.WriteLine($"{Filter.Run([1, 0]).Length} {outputs.Length} {Filter.ParameterCount}");
