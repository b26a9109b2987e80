/** A picture of Markdown or HTML: its text, and where it is. */
const PICTURES =
  /<picture>[^]*?<img alt="([^"]*)" src="([^"]*)">\s*<\/picture>|<img alt="([^"]*)" src="([^"]*)">|!\[([^\]]*)\]\(([^)\s]*)\)/g;

const WHERE =
  ' All pictures are in the walkthrough “Heapghost in pictures” (command “Welcome: Open Walkthrough...”).';

/**
 * README.md as it goes into the package. The extension page of VS Code (measured with 1.139) shows pictures of https
 * addresses only: of relative and `data:` ones it drops the address, and of `<picture>` all but the `<img>`. There each
 * picture of the repository would be a broken one, so a line says in its place what it shows. The pictures themselves are
 * in the walkthrough of package.json, which takes them from the package.
 */
export function packagedReadme(markdown: string): string {
  let told = false;
  return markdown.replace(PICTURES, (whole, ...groups: (string | undefined)[]) => {
    const [alt, address] = groups.slice(0, 6).filter((group) => group !== undefined);
    if (address?.startsWith('https:') === true) return whole;
    const where = told ? '' : WHERE;
    told = true;
    return `*Picture: ${alt ?? ''}.${where}*`;
  });
}

/** Where the pictures of a Markdown file are, in its order; for HTML in it only `<img>`, which all viewers read. */
export function pictureAddresses(markdown: string): readonly string[] {
  return [...markdown.matchAll(/<img\b[^>]*?\bsrc\s*=\s*["']([^"']*)|!\[[^\]]*\]\(([^)\s]*)/g)].map(
    ([, html, link]) => html ?? link ?? '',
  );
}
