using System.Globalization;
using BenchmarkDotNet.Running;
using Layerwise.Benchmarks.Compiler;
using Layerwise.Benchmarks.Tables;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["ratios", .. string[] rest]) new Ratios(only: string.Concat(rest)).Print();
else if (args is ["compiler"]) CompilerCost.Print();
else if (args is ["rules"]) AnalyzerCost.Print();
else if (args is ["frozen"]) FrozenCost.Print();
else if (args is ["initialization"]) InitializationRatios.Print();
else if (args is ["prediction"]) PredictionTimes.Print();
else if (args is ["threads"]) ThreadRatios.Print();
else if (args is ["watching"]) WatchingCost.Print();
else if (args is ["convolutions"]) ConvolutionTimes.Print();
else if (args is ["blocks"]) BlockRatios.Print();
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
