/** esbuild's text loader, and test/markdown.cjs under mocha. */
declare module '*.md' {
  const text: string;
  export default text;
}
