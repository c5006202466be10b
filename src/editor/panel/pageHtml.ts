/** What a page is made from. All of it is Scalebook's own: no text from elsewhere is ever part of the HTML. */
export interface PageFiles {
  /** Addresses as the page may load them. */
  readonly script: string;
  readonly styles: string;
  /** Where the editor serves files of extensions to pages from. */
  readonly cspSource: string;
  /** Letters and digits, another one each time. */
  readonly nonce: string;
  /** It shows images of the workspace. */
  readonly showsImages: boolean;
}

/** An empty page that runs one script and loads nothing else but such images: no font, no frame, and nothing from a network. */
export const pageHtml = ({ script, styles, cspSource, nonce, showsImages }: PageFiles): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'${showsImages ? `; img-src ${cspSource}` : ''}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${styles}">
<title>Scalebook</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
