using System.Text;
using StudyBot.Host.Commands;

// Names come in every script, and what is printed goes into files: never in the letters of a locale or a code page.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
