Console.WriteLine("digit " + args.Length + ", none");
