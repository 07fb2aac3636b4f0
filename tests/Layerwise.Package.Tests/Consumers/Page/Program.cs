using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Pages;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<Learner>("#app");
await builder.Build().RunAsync();
