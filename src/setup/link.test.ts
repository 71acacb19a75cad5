import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datasets } from "../data/registry.ts";
import { whyUnfit } from "../network/check.ts";
import { denseLayers, type LayerSpec } from "../network/network.ts";
import { writeMethod } from "../pruning/method.ts";
import { whyNotFor } from "../pruning/offer.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { anySetup } from "./anySetup.test.support.ts";
import { readLink, writeLink } from "./link.ts";
import { onGroups } from "./onGroups.ts";
import { ranges } from "./ranges.ts";
import { defaultSetup, whyUnstable } from "./setup.ts";

const networkFor = (hidden: readonly LayerSpec[]) =>
  ({ hidden, outputs: 10, activation: "relu", initialiser: "he" }) as const;

/** What a link may say of a network that opens untrained: settings that go together. */
const anyLinked = anySetup({
  hidden: fc
    .constantFrom(ranges.normal, ranges.advanced)
    .chain(({ units, layers }) => fc.array(fc.integer({ min: 1, max: units }), { maxLength: layers }))
    .map(denseLayers),
  data: fc.constantFrom(...datasets.map(({ id }) => id)),
  start: fc.constant("untrained"),
})
  .filter(({ hidden }) => whyUnfit({ ...networkFor(hidden), input: [28, 28, 1] }) === null)
  .filter((setup) => [{}, ...setup.against].every((method) => whyNotFor({ ...setup, ...method }) === null))
  .filter((setup) => whyUnstable(setup) === null)
  .filter(({ against }) => new Set(against.map(writeMethod)).size === against.length)
  .map(onGroups)
  .map((setup) => ({ ...setup, layerSparsity: setup.layerSparsity.slice(0, setup.hidden.length + 1) }));

/** Keys and values that links may have, right, wrong and nonsense. */
const keys = [
  ["data", "spiral", "digits", "file", "signals", "mars", ""],
  ["noise", "0.2", "0.9", "1e-1", "x"],
  ["difficulty", "hard", "HARD"],
  ["hidden", "8-8", "c8x3-p2-16", "none", "16-0", "p2-p2-p2-p2-p2", "64-64r", "2048-2048", "2049"],
  ["activation", "tanh", "gelu"],
  ["start", "trained", "untrained"],
  ["optimizer", "sgd", "momentum", "adam", "lion"],
  ["rate", "10", "0.1", "-3", "1e999"],
  ["l1", "1", "0.001", "2"],
  ["l2", "1", "0.5", "0", "NaN"],
  ["batch", "512", "2.5"],
  ["criterion", "lamp", "fpgm", "wanda", "synflow", "magnitude", "x"],
  ["granularity", "weight", "group", "unit", "layer"],
  ["group", "4", "3", "17"],
  ["scope", "global", "layerwise", "erk", "hand"],
  ["layers", "10,20", "1,2,3,4,5,6", "10,,20", "101"],
  ["against", "random.weight.global", "random.weight.global,random.weight.global", "lamp.unit.global", "none"],
  ["sparsity", "0", "33", "50", "100", "101", "12.5"],
  ["seed", "7", "-1", "2147483647", "abc"],
  ["theme", "dark", "__proto__"],
  ["view", "projector", "cinema"],
  ["v", "1", "2"],
  ["sparse", "1"],
] as const;
/** Values that people who mean harm, or broken programs, write. */
const nasty = [
  "| |null|undefined|NaN|Infinity|-0|-1|+1|1.|.5|0x10|1e|1e999|1e-400|1_000|1,5|100.0000001|1e1|33.3|9007199254740993".split(
    "|",
  ),
  "\u0661|\uff11|\u0000|\u202edet|\ud800|[]|{}|__proto__|constructor|toString|<script>|'; drop|%41|a&b=c|=|a=b".split(
    "|",
  ),
  "64-64r-|r|p2|0-0|trained|file|none|projector|hand|group|layer".split("|"),
  ["1".repeat(400), "-".repeat(300), "64-".repeat(20), "1,".repeat(30), "c8x3".repeat(9)],
].flat();
const hostile = fc
  .tuple(
    fc.oneof(fc.constantFrom(...keys.map(([key]) => key)), fc.constantFrom(...nasty, "Data", " data", "data[]", "v ")),
    fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: "binary" })),
    fc.constantFrom(
      (text: string) => new URLSearchParams({ x: text }).toString().slice(2),
      (text: string) => text,
    ),
  )
  .map(([key, value, encode]) => `${key}=${encode(value)}`);
/** What is written where nothing differs from what suits. */
const defaults = new URLSearchParams(
  "v=1&noise=0.1&difficulty=default&hidden=16-16&activation=relu&init=glorot&start=untrained&optimizer=adam&rate=0.01&batch=10&l1=0&l2=0" +
    "&epochs=100&finetune=40&backend=auto&criterion=magnitude&granularity=weight&group=4&norm=l2&lastunit=stays&scope=global&layers=" +
    "&protect=none&against=none&sparsity=0&axis=auto&theme=system&view=page",
);
const anyPair = fc
  .constantFrom(...keys)
  .chain(([key, ...values]) => fc.tuple(fc.constant(key), fc.constantFrom(...values)));

describe("a link", () => {
  it("gives back every setup that went into it, without corrections", () => {
    fc.assert(
      fc.property(anyLinked, (setup) => {
        expect(readLink(`#${writeLink(setup)}`)).toEqual({ setup, corrections: [] });
      }),
    );
  });

  it("reads as words and says its version", () => {
    expect(writeLink(defaultSetup)).toBe("v=1&data=spiral&seed=7");
    expect(writeLink({ ...defaultSetup, hidden: denseLayers([8, 4]), projector: true })).toContain("hidden=8-4");
    const against = [
      { criterion: "random", granularity: "weight", scope: "global" },
      { criterion: "magnitude", granularity: "weight", scope: "layerwise" },
    ] as const;
    expect(writeLink({ ...defaultSetup, against })).toContain(
      "against=random.weight.global,magnitude.weight.layerwise",
    );
  });

  it.each([
    ["v=3&data=xor", /version “3”/],
    ["data=mars", /data “mars” is not possible; spiral is used/],
    ["noise=0.9", /noise “0.9”/],
    ["criterion=fpgm", /FPGM ranks whole neurons and filters; criterion “magnitude”/],
    ["granularity=group&scope=layerwise", /N:M is the same in all layers/],
    [
      "criterion=lamp&granularity=unit",
      /LAMP ranks single weights; criterion “magnitude”, granularity “weight”, scope “global” are used/,
    ],
    ["against=random.weight", /against “random.weight” is not possible; none is used/],
    ["against=random.weight.global,mars.weight.global", /against “random.*is not possible/],
    ["against=random.weight.global.erk", /against “random.weight.global.erk” is not possible/],
    [`against=${Array(4).fill("random.weight.global").join(",")}`, /against .* is not possible; none/],
    ["against=lamp.unit.global,random.weight.global", /against “lamp.unit.global” is not possible: LAMP ranks single/],
    ["against=magnitude.layer.global", /only a residual network can lose a layer/],
    ["hidden=16-0", /hidden “16-0”/],
    [`hidden=${Array(17).fill(1).join("-")}`, /hidden “1-1-.*is not possible/],
    ["hidden=2049", /hidden “2049” is not possible/],
    ["hidden=2048-2048", /hidden “2048-2048” is not possible: The network has 4,202,496 weights; at most 4,194,304/],
    ["data=digits&hidden=c257x3", /hidden “c257x3” is not possible/],
    ["data=digits&hidden=c64x7-c64x7-c64x7", /multiply-adds an image .* at most 268,435,456 are allowed/],
    [`data=digits&hidden=${Array(4).fill("c256x1").join("-")}`, /numbers an example between its layers/],
    [`scope=hand&layers=${Array(18).fill(1).join(",")}`, /layers “1,1.*is not possible/],
    ["data=digits&hidden=64r", /hidden “64r” is not possible: hidden layer 1 adds its input/],
    ["data=digits&hidden=c8x9", /hidden “c8x9” is not possible/],
    ["data=spiral&hidden=c8x3-16", /needs an image/],
    ["data=digits&hidden=c8x3-16-c8x3", /hidden layer 3 needs an image/],
    ["data=digits&hidden=p4-p4-v16x5", /squares of 5 pixels from an image of 1 x 1|needs an image/],
    ["rate=NaN", /rate “NaN”/],
    ["rate=1e999", /rate “1e999”/],
    ["batch=2.5", /batch “2.5”/],
    ["seed=-1", /seed “-1”/],
    ["theme=__proto__", /theme “__proto__”/],
    ["constructor=1", /“constructor” is no setting/],
    ["__proto__=1", /“__proto__” is no setting/],
    ["data=file", /a file of the link's author/],
    ["criterion=%E0%A4%A", /criterion/],
    [`data=${"x".repeat(3000)}`, /longer than 2000/],
  ])("that is wrong (%s) is corrected, and says so", (hash, message) => {
    const { setup, corrections } = readLink(hash);
    expect(corrections.map(sentenceOf).join("\n")).toMatch(message);
    expect(readLink(writeLink(setup)).corrections).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  const patience = { timeout: process.env.LONG ? 240_000 : 30_000 };
  it(
    "is never corrected without saying so: every key that does not stand in the setup as it was written is named",
    patience,
    () => {
      fc.assert(
        fc.property(fc.array(anyPair, { minLength: 1, maxLength: 12 }), (pairs) => {
          const { setup, corrections } = readLink(new URLSearchParams(pairs.map((pair) => [...pair])).toString());
          const sentences = corrections.map(sentenceOf).join("\n");
          const written = new URLSearchParams(writeLink({ ...setup }));
          const suits = new URLSearchParams(writeLink({ ...readLink(`data=${setup.data}`).setup }));
          for (const [key, value] of pairs) {
            const isNamed = sentences.includes(`${key === "v" ? "version" : key} “`) || sentences.includes(`“${key}”`);
            const stands = written.get(key) ?? suits.get(key);
            const isVersion = key === "v" && value === "2";
            const isSame = isVersion || stands === null || stands === value || Number(stands) === Number(value);
            const alone = readLink(`data=${setup.data}&${key}=${value}`).corrections;
            const isImpossible =
              key !== "layers" && alone.some((correction) => sentenceOf(correction).startsWith(`${key} “`));
            if (isImpossible || !isSame) expect(`${key}=${value}: ${isNamed}`).toMatch(/true$/);
          }
          const names = pairs.map(([key]) => key);
          for (const key of names)
            if (names.filter((name) => name === key).length > 1) expect(sentences).toContain(`“${key}”`);
        }),
        { numRuns: process.env.LONG ? 20_000 : 2000 },
      );
    },
  );

  it.each([
    ["data=spiral&data=moons", "“data” stands more than once; the first, “spiral”, counts."],
    ["v=1&v=2", "“v” stands more than once; the first, “1”, counts."],
    [
      "rate=10&optimizer=sgd&l2=1",
      "rate “10” is not possible: with l2 1 every step of sgd makes all weights larger; 0.01 is used.",
    ],
    [
      "rate=5&optimizer=momentum&l1=1",
      "with l1 1 every step of momentum moves all weights by more than 1; 0.01 is used.",
    ],
    ["scope=hand&layers=1,2,3,4", "layers “1,2,3,4”: the network has 3, the others were ignored."],
    ["granularity=group&sparsity=33", "sparsity “33” is no level of groups of 4 weights; 25 is used."],
    ["against=random.weight.global,random.weight.global", "it is compared already"],
    [
      "data=file&hidden=c8x3-p2-16",
      "data “file” is a file of the link's author; digits is shown instead. Open your own file under Data.",
    ],
  ])("%s: %s", (hash, sentence) => {
    const { setup, corrections } = readLink(hash);
    expect(corrections.map(sentenceOf).join("\n")).toContain(sentence);
    expect(readLink(writeLink(setup))).toEqual({ setup, corrections: [] });
  });

  it("made with a file of one's own opens the network it names on data that it can read", () => {
    expect(readLink("data=file&hidden=c8x3-p2-16").setup).toMatchObject({ data: "digits", batchSize: 64 });
    expect(readLink("data=file&hidden=8-8").setup).toMatchObject({ data: "spiral", hidden: denseLayers([8, 8]) });
  });

  it("without a version is read, and that is told; nothing at all is no link", () => {
    expect(readLink("#data=xor&seed=3")).toMatchObject({
      setup: { data: "xor", seed: 3 },
      corrections: [{ id: "link-versionless" }],
    });
    expect(readLink("").corrections).toEqual([]);
    expect(readLink("#").corrections).toEqual([]);
  });

  it("that means harm gives a setup that can be used, and every value that does not stand in it is told", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), fc.boolean(), (pairs, hasVersion) => {
        const text = `${hasVersion ? "v=1&" : ""}${pairs.join("&")}`;
        const { setup, corrections } = readLink(`#${text}`);
        expect(readLink(writeLink(setup))).toEqual({ setup, corrections: [] });
        const sentences = corrections.map(sentenceOf).join("\n");
        expect(sentences.replaceAll("\n", "")).not.toMatch(/\p{C}/u);
        if (!hasVersion && !sentences.includes("longer than")) expect(sentences).toMatch(/version/);
        if (sentences.includes("longer than")) return;
        const written = new URLSearchParams(writeLink(setup));
        const suits = new URLSearchParams(writeLink(readLink(`v=1&data=${setup.data}`).setup));
        for (const [key, value] of new URLSearchParams(text)) {
          const stands = written.get(key) ?? suits.get(key) ?? defaults.get(key);
          const isSame = stands !== null && (stands === value || Number(stands) === Number(value));
          const shown = (word: string) => word.slice(0, 40).replace(/\p{C}/gu, "\ufffd");
          const isNamed =
            sentences.includes(`“${shown(key)}`) ||
            sentences.includes(`${key} “`) ||
            (key === "v" && /version/.test(sentences));
          if (!isSame) expect(`${key}=${value}: ${isNamed ? "told" : `silent, ${stands}`}`).toMatch(/told$/);
        }
      }),
      { numRuns: process.env.LONG ? 300 : 30 },
    );
  });

  it("of any text gives a setup that can be used", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webQueryParameters()), (text) => {
        const { setup } = readLink(text);
        expect(readLink(writeLink(setup))).toEqual({ setup, corrections: [] });
      }),
      { numRuns: process.env.LONG ? 500 : 50 },
    );
  });
});
