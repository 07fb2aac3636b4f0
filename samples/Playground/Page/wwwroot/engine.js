// Starts .NET, and gives the methods that the C# class Exports exports. Arrays of numbers come as ordinary ones.
import { dotnet } from './_framework/dotnet.js';

export async function start() {
  const { getAssemblyExports, getConfig, runMain } = await dotnet.create();
  const { Exports } = (await getAssemblyExports(getConfig().mainAssemblyName)).Playground.Page;
  await runMain();
  const plain = value => (ArrayBuffer.isView(value) ? Array.from(value) : value);
  return Object.fromEntries(Object.entries(Exports).map(([name, method]) => [name, (...values) => plain(method(...values))]));
}
