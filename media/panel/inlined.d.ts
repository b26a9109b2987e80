/** The script of a worker as text, bundled by itself: a webview can start a worker only from a blob. */
declare module '*?worker' {
  const script: string;
  export default script;
}
