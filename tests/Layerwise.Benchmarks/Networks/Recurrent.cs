namespace Layerwise.Benchmarks.Networks;

/// <summary>One number in, one out, as for a sound: 8 units.</summary>
[Input(64, 1)]
[Gru(1, 8)]
[Layer(8, 1, Activation.Identity)]
public sealed partial class Gru8;

/// <summary>16 units.</summary>
[Input(64, 1)]
[Gru(1, 16)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class Gru16;

/// <summary>24 units.</summary>
[Input(64, 1)]
[Gru(1, 24)]
[Layer(24, 1, Activation.Identity)]
public sealed partial class Gru24;

/// <summary>40 units.</summary>
[Input(64, 1)]
[Gru(1, 40)]
[Layer(40, 1, Activation.Identity)]
public sealed partial class Gru40;

/// <summary>16 units whose reset gate comes before the product.</summary>
[Input(64, 1)]
[Gru(1, 16, ResetAfter = false)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class Gru16ResetFirst;

/// <summary>40 units whose reset gate comes before the product.</summary>
[Input(64, 1)]
[Gru(1, 40, ResetAfter = false)]
[Layer(40, 1, Activation.Identity)]
public sealed partial class Gru40ResetFirst;

/// <summary>8 units with cells.</summary>
[Input(64, 1)]
[Lstm(1, 8)]
[Layer(8, 1, Activation.Identity)]
public sealed partial class Lstm8;

/// <summary>16 units with cells.</summary>
[Input(64, 1)]
[Lstm(1, 16)]
[Layer(16, 1, Activation.Identity)]
public sealed partial class Lstm16;

/// <summary>24 units with cells.</summary>
[Input(64, 1)]
[Lstm(1, 24)]
[Layer(24, 1, Activation.Identity)]
public sealed partial class Lstm24;

/// <summary>40 units with cells, over long sequences.</summary>
[Input(2048, 1)]
[Lstm(1, 40)]
[Layer(40, 1, Activation.Identity)]
public sealed partial class Lstm40;
