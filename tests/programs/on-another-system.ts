/** Loaded before a program: makes it believe that its system is not Linux. */

Object.defineProperty(process, "platform", { value: "darwin" });
