using System.Runtime.Versioning;
using Playground.Data;

[assembly: SupportedOSPlatform("browser")]

// The data is read before the page shows anything. What comes then, the page's JavaScript asks for: Exports.
_ = LearningTasks.All;
