import { useEffect, useRef, useState } from "react";
import { longest } from "../../store/actions/runs.ts";
import { continueSession, deleteSession, listSessions, renameSession } from "../../store/actions/session.ts";
import { useStore } from "../../store/store.ts";
import { bytes, count } from "../../text/numbers.ts";
import type { KeptSessions } from "../../worker/protocol/session.ts";
import { useLevel } from "../useLevel.ts";
import list from "./RunList.module.css";
import styles from "./SessionList.module.css";
import { useKeptText } from "./useKeptText.ts";

type SessionEntry = KeptSessions["sessions"][number];

const promises = {
  true: "The browser has promised not to clear any of it by itself.",
  false: "The browser may clear all of it where the disk is full; it is asked not to when a session is named.",
} as const;

/** All sessions that the browser keeps, the latest first: named, gone on with, deleted. */
export function SessionList() {
  const kept = useStore((state) => state.sessions);
  const running = useStore((state) => state.keeping.session);
  const states = useStore((state) => state.nodes.size);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step another size is kept
  useEffect(listSessions, [running, states]);
  if (!kept) return null;
  const { sessions, weights, budget, isPersistent, why } = kept;
  if (why !== null) return <p role="status">{why}</p>;
  const all = sessions.reduce((sum, session) => sum + session.bytes, 0);
  return (
    <>
      {sessions.length > 0 ? (
        <div className={`${list.list} ${styles.sessions}`}>
          <table>
            <caption className="vh">Sessions that this browser keeps</caption>
            <thead>
              <tr>
                {["Session", "Data", "Network", "States", "Last used", "Kept"].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <SessionRow key={session.id} session={session} isRunning={session.id === running} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p>Nothing is kept yet: the first step makes a session, and every further one is added to it.</p>
      )}
      <p>
        {bytes(all)} kept in this browser, {bytes(weights)} of it weights. Weights beyond {bytes(budget)} are let go,
        those used longest ago first, and worked out again when they are needed; what was done is never let go.{" "}
        {isPersistent === null ? "" : promises[`${isPersistent}`]}
      </p>
    </>
  );
}

function SessionRow({ session, isRunning }: { session: SessionEntry; isRunning: boolean }) {
  const { id, summary, updated, fault, isNewer } = session;
  const name = useKeptText(session.name, (text) => renameSession(id, text.trim()));
  const used =
    updated > 0 ? new Date(updated).toLocaleString([], { dateStyle: "medium", timeStyle: "short" }) : "not known";
  return (
    <tr data-here={isRunning ? "" : undefined} aria-current={isRunning ? "true" : undefined}>
      <th scope="row">
        <input
          {...name}
          aria-label={`Name of the session last used ${used}`}
          placeholder="unnamed"
          maxLength={longest.name}
        />
        <Deeds session={session} isRunning={isRunning} />
        {fault === null ? null : (
          <small>
            Its own record cannot be read: {fault}. {isNewer ? "It is left as it is." : "Its states may be whole."}
          </small>
        )}
      </th>
      <td>{summary.data}</td>
      <td>{summary.network || "no hidden layers"}</td>
      <td>{count(summary.states)}</td>
      <td>{used}</td>
      <td>{bytes(session.bytes)}</td>
    </tr>
  );
}

/** What can be done with a session; before it is deleted it is asked for, where the button was. */
function Deeds({ session, isRunning }: { session: SessionEntry; isRunning: boolean }) {
  const { id, isClaimed, isNewer, summary, dataBytes } = session;
  const [asks, ask] = useState(false);
  const wasAsked = useRef(false);
  const first = useRef<HTMLButtonElement>(null);
  useLevel(asks, () => ask(false));
  useEffect(() => {
    if (asks || wasAsked.current) first.current?.focus();
    wasAsked.current = asks;
  }, [asks]);
  if (isClaimed && !isRunning) return <small>open in another tab</small>;
  if (!asks)
    return (
      <div className={styles.deeds}>
        {isRunning ? (
          <span>this one</span>
        ) : isNewer ? null : (
          <button type="button" className="link" onClick={() => continueSession(id)}>
            Continue
          </button>
        )}
        <button type="button" className="link" ref={first} onClick={() => ask(true)}>
          Delete
        </button>
      </div>
    );
  const states = summary.states === 1 ? "Its state" : `Its ${count(summary.states)} states`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing is filled in
    <div className={styles.deeds} role="group" aria-label="Delete this session?">
      <p>
        {states}, their weights{dataBytes > 0 ? " and the data kept with them" : ""} are lost for good.
        {isRunning ? " What is on the page stays; nothing of it is kept until the next step." : ""}
      </p>
      <button type="button" className="link" ref={first} onClick={() => ask(false)}>
        Keep it
      </button>
      <button type="button" className="link" onClick={() => deleteSession(id)}>
        Delete it
      </button>
    </div>
  );
}
