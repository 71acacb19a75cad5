import { Component, type ReactNode } from "react";
import { share } from "../store/actions/messages.ts";
import { failures } from "../text/failures.ts";
import styles from "./Guarded.module.css";
import panel from "./Panel.module.css";

/** Draws its children; if drawing them fails, says so in their place, and the rest of the page goes on. Nothing is lost: network and
 *  history live outside of what is drawn. */
export class Guarded extends Component<
  {
    readonly name: string;
    /** What is drawn: with another it is tried anew. */
    readonly of?: unknown;
    readonly children: ReactNode;
  },
  { readonly error: Error | null }
> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidUpdate({ of }: { readonly of?: unknown }) {
    if (this.state.error && of !== this.props.of) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state as { error: Error | null };
    if (!error) return this.props.children;
    const { name } = this.props;
    return (
      <section className={`${panel.panel} ${styles.failed}`} aria-label={name}>
        <div role="alert">
          <p>
            <b>{failures.undrawn(name)}</b> {failures.restGoesOn(error.message)}
          </p>
        </div>
        <p className={styles.grp}>
          <button type="button" className="btn" onClick={() => this.setState({ error: null })}>
            {failures.drawAgain}
          </button>
          <button type="button" className="btn" onClick={() => void share()}>
            {failures.copyLink}
          </button>
        </p>
      </section>
    );
  }
}
