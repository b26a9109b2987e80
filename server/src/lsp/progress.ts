import type { Connection, ProgressToken } from 'vscode-languageserver';
import type { SimulationProgress } from './simulation';

const PERCENT = 100;

/**
 * Reports on the `workDoneToken` of a request's parameters (LSP 3.17, "Work Done Progress"), each whole per cent once;
 * undefined where the client gave no token. The work is cancelled as its request is, with `$/cancelRequest`.
 *
 * @param title what is done, for people
 */
export function workDoneProgress(
  connection: Connection,
  { workDoneToken }: { readonly workDoneToken?: ProgressToken | undefined },
  title: string,
): SimulationProgress | undefined {
  if (workDoneToken === undefined) return undefined;
  const reporter = connection.window.attachWorkDoneProgress(workDoneToken);
  let reported = 0;
  return {
    begin: () => reporter.begin(title, 0),
    report: (done) => {
      const percentage = Math.floor(done * PERCENT);
      if (percentage <= reported) return;
      reported = percentage;
      reporter.report(percentage);
    },
    end: () => reporter.done(),
  };
}
