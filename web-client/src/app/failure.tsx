import { Component, type ErrorInfo, type ReactNode } from "react";

/** What shows instead of a blank page when the page itself has a bug, or a part of it could not be loaded. Work that was not sent is stored. */
export class Failure extends Component<{ readonly children: ReactNode }, { readonly problem: string | undefined }> {
  override state = { problem: undefined };

  static getDerivedStateFromError(problem: unknown) {
    return { problem: problem instanceof Error ? problem.message : String(problem) };
  }

  override componentDidCatch(problem: unknown, { componentStack }: ErrorInfo): void {
    console.error(problem, componentStack);
  }

  override render(): ReactNode {
    if (this.state.problem === undefined) return this.props.children;
    return (
      <main style={{ maxWidth: "34rem", margin: "15vh auto", padding: "1.5rem" }}>
        <h1>This page broke</h1>
        <p style={{ margin: "1rem 0" }}>
          The room goes on, and what you typed is kept. Loading the page again usually helps. <span className="quiet">({this.state.problem})</span>
        </p>
        <button type="button" className="button button--primary" onClick={() => location.reload()}>
          Load the page again
        </button>
      </main>
    );
  }
}
