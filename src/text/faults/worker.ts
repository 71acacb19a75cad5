import type { WorkerFigures } from "../../worker/protocol/said.ts";
import { dataName } from "../dataNames.ts";
import { engineTitles as title } from "../engines.ts";
import { activities } from "../messages.ts";
import { capital } from "../parts.ts";
import type { Texts } from "./texts.ts";

const rounded = (rate: number) => Number(rate.toPrecision(2)).toLocaleString("en");
const inSoftware = (isSoftware: boolean) => (isSoftware ? "; here it is drawn in software" : "");
const figures = ({ rate, backend, onCard, card }: WorkerFigures["engine-faster"]) =>
  `${rounded(onCard)} steps per second on ${title[card]}, ${rounded(rate)} on ${title[backend]}`;

const since = {
  run: ", with the run",
  lost: ": training since then is lost",
  recipe: ", with what is left of the recipe",
} as const;

export const workerTexts: Texts<WorkerFigures> = {
  unexpected: ({ message }) => message,
  "data-gone": ({ set, data }) =>
    `The data of this network, “${dataName(set, data)}”, is not here any more, so that its states cannot be worked out again. Open it anew under Data, unchanged, and they can be gone to.`,
  "data-left": () => "The data is not here any more; choose it again under Data.",
  "few-examples": ({ set, label, count, least }) =>
    `${dataName(set, label)}: ${count} ${count === 1 ? "example" : "examples"} to learn from; at least ${least} are needed to train and validate a network.`,
  "network-deleted": () => "This network was deleted: “Put back” under All runs brings it back.",
  "network-unknown": () => "There is no such network.",
  "state-deleted": () => "One of the two states was deleted.",
  "asked-otherwise": () => "Another network was asked for since.",
  "rework-stopped": () => "Working out the state again was stopped.",
  "making-stopped": () => "Making the network anew was stopped.",
  "not-pretrained": () => "This network was not trained beforehand; train it here.",
  "weights-unfetched": () =>
    "The trained weights could not be fetched; is the connection gone? Train the network here instead.",
  "weights-size": ({ bytes, needed }) =>
    `The trained weights are ${bytes} bytes, the network needs ${needed}; make them anew.`,
  "came-out-otherwise": ({ before, after }) =>
    `This state was worked out again and came out otherwise: its weights have the fingerprint ${after}, before ${before}. Another device or another version of the page computes other bits.`,
  "run-lost": () => "A run that was broken off is lost.",
  "waits-for-run": () =>
    "Weights of these states were let go for room: they are worked out again as soon as the network has stopped training.",
  "making-of": ({ what, done, total }) =>
    `${activities[what]}: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`,
  "session-elsewhere": () => "This session is open in another tab: what is done here is a session of its own.",
  "session-held": () => "This session is open in another tab: close it there first.",

  "engine-chosen": ({ backend, isSoftware }) => `You chose ${title[backend]}${inSoftware(isSoftware)}.`,
  "engine-other-passes": ({ chosen, backend, isSoftware }) =>
    `You chose ${title[chosen]}; its own passes do not run here, so ${title[backend]} trains${inSoftware(isSoftware)}.`,
  "engine-instead": ({ chosen, backend, why }, tell) =>
    `${title[chosen]} is not to be had here (${tell(why)}), so ${title[backend]} trains.`,
  "engine-kept": ({ why, backend, rate }, tell) =>
    `${capital(tell(why))}: ${rounded(rate)} steps per second on ${title[backend]}.`,
  "small-network": () => "A network this small is fastest on the processor",
  "card-not-there": ({ why }, tell) => `${tell(why)}, so the processor trains`,
  "card-not-started": ({ card, why }, tell) =>
    `${title[card]} does not start here (${tell(why)}), so the processor trains`,
  "engine-faster": (measured) => `Measured faster here: ${figures(measured)}.`,
  "engine-on-card": (measured) => `${title[measured.card]} runs on the graphics card: ${figures(measured)}.`,
  "engine-slowed": ({ card, onCard, backend, rate, step }) =>
    `${title[card]} slowed down to ${rounded(onCard)} steps per second, ${title[backend]} does ${rounded(rate)}: it trains on from step ${step.toLocaleString("en")}.`,
  "engine-of-recipe": ({ backend }) => `The recipe that is repeated was trained on ${title[backend]} here.`,
  "engine-after-loss": () => "The graphics context was lost; the processor goes on from the last recorded step.",

  "worker-refused": ({ why }, tell) =>
    `The browser starts no worker here (${tell(why)}). Open the page by its web address and in a window of its own, or in another browser.`,
  "worker-unloaded": () => "Its script could not be loaded: check the connection.",
  "worker-unanswering": ({ seconds }) => `It had not answered for ${seconds} s.`,
  "goes-on-since": ({ step, since: what }) =>
    `It goes on from step ${step.toLocaleString("en")}, recorded last${what === null ? "" : since[what]}.`,
  "opened-anew": () => "The network is opened anew.",
  "card-left": () => "The processor trains now, for it was at work on the graphics card.",
  "reader-unfetched": () =>
    "The part of the page that brings data in could not be fetched; the connection may be gone. Try it again when it is back.",
  "reader-unstarted": () => "The part of the page that reads files could not start. Reload the page and try again.",
};
