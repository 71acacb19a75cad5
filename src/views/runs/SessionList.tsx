import { useEffect, useRef, useState } from "react";
import { longest } from "../../store/actions/runs.ts";
import { continueSession, deleteSession, listSessions, renameSession } from "../../store/actions/session.ts";
import { useStore } from "../../store/store.ts";
import { dataName } from "../../text/dataNames.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { bytes, count } from "../../text/numbers.ts";
import { sessionName } from "../../text/sessionNames.ts";
import { sessionsText } from "../../text/sessions.ts";
import type { KeptSessions } from "../../worker/protocol/session.ts";
import { useLevel } from "../useLevel.ts";
import list from "./RunList.module.css";
import styles from "./SessionList.module.css";
import { useKeptText } from "./useKeptText.ts";

type SessionEntry = KeptSessions["sessions"][number];

/** All sessions that the browser keeps, the latest first: named, gone on with, deleted. */
export function SessionList() {
  const kept = useStore((state) => state.sessions);
  const running = useStore((state) => state.keeping.session);
  const states = useStore((state) => state.nodes.size);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step another size is kept
  useEffect(listSessions, [running, states]);
  if (!kept) return null;
  const { sessions, weights, budget, isPersistent, why } = kept;
  if (why !== null) return <p role="status">{sentenceOf(why)}</p>;
  const all = sessions.reduce((sum, session) => sum + session.bytes, 0);
  return (
    <>
      {sessions.length > 0 ? (
        <div className={`${list.list} ${styles.sessions}`}>
          <table>
            <caption className="vh">{sessionsText.caption}</caption>
            <thead>
              <tr>
                {sessionsText.columns.map((name) => (
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
        <p>{sessionsText.none}</p>
      )}
      <p>{sessionsText.kept(all, weights, budget, isPersistent)}</p>
    </>
  );
}

function SessionRow({ session, isRunning }: { session: SessionEntry; isRunning: boolean }) {
  const { id, summary, updated, fault, isNewer } = session;
  const name = useKeptText(sessionName(session), (text) => renameSession(id, text.trim()));
  const used = sessionsText.used(updated);
  return (
    <tr data-here={isRunning ? "" : undefined} aria-current={isRunning ? "true" : undefined}>
      <th scope="row">
        <input
          {...name}
          aria-label={sessionsText.nameOf(used)}
          placeholder={sessionsText.unnamed}
          maxLength={longest.name}
        />
        <Deeds session={session} isRunning={isRunning} />
        {fault === null ? null : <small>{sessionsText.unreadable(sentenceOf(fault), isNewer)}</small>}
      </th>
      <td>{dataName(summary.set, summary.data)}</td>
      <td>{sessionsText.layers(summary.network)}</td>
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
  if (isClaimed && !isRunning) return <small>{sessionsText.elsewhere}</small>;
  if (!asks)
    return (
      <div className={styles.deeds}>
        {isRunning ? (
          <span>{sessionsText.here}</span>
        ) : isNewer ? null : (
          <button type="button" className="link" onClick={() => continueSession(id)}>
            {sessionsText.goOn}
          </button>
        )}
        <button type="button" className="link" ref={first} onClick={() => ask(true)}>
          {sessionsText.delete}
        </button>
      </div>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing is filled in
    <div className={styles.deeds} role="group" aria-label={sessionsText.asks}>
      <p>{sessionsText.lost(summary.states, dataBytes > 0, isRunning)}</p>
      <button type="button" className="link" ref={first} onClick={() => ask(false)}>
        {sessionsText.keepIt}
      </button>
      <button type="button" className="link" onClick={() => deleteSession(id)}>
        {sessionsText.deleteIt}
      </button>
    </div>
  );
}
