import fc from "fast-check";

// Properties are tried on the same examples in every run, so that who changed nothing sees nothing fail; the long run draws them anew.
if (import.meta.env.LONG !== "1") fc.configureGlobal({ seed: 7 });
