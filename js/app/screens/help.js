// Help, inside the page: it works offline like the rest.
import { html } from "lit-html";

const PAGES = {
  screens: ["What each screen does", html`
    <h2>Files</h2><p>Drop in the files of the return, this year’s and last year’s together: CSV, XML, Excel, or a zip of these, or a whole folder. The table shows what each file was taken for and what was assumed on the way. “Change” lets you say that a file is another table or another year. Then choose your council and press Check.</p>
    <h2>Findings</h2><p>Four views of the same errors, under one filter. <strong>Overview</strong> shows which few rules cause most of the errors, of what kind they are, and which rules could not be run and why. <strong>By rule</strong> explains a rule and lists its rows. <strong>By child</strong> shows all rows of one child with the errors numbered, and a time line. <strong>All findings</strong> is one long table that sorts, filters and downloads.</p>
    <p>The filter goes with you from view to view. Each of its tags can be taken off with the ×. The browser’s Back button always works.</p>
    <h2>Mend</h2><p>Changes proposed for many rows at once. <em>Safe</em> ones alter how something is written, never what it means. The others are yours to judge: each row is shown before and after, with a tick, and what they would do is tried on a copy first. Single cells are changed by hand in a child’s record. Every change stands in the change log and can be undone. The corrected files come in the format that they went in.</p>
    <h2>Share</h2><p>The workbook, a page for the manager without any child’s id, and a short list in plain words for each social worker, team or child. “Save this check” makes a small file: drop it in with your next extract to see what is mended, new and still there. Errors that can’t be mended are accepted with a note, in a rule’s or a child’s view: they stay in the findings and leave the lists.</p>`],
  providers: ["How to get the provider list", html`
    <p>With Ofsted’s list, the Ofsted numbers (URNs), provider codes, placement types and postcodes in Episodes are checked against the homes and agencies that exist. Without it those rules are not run, and the Overview says so.</p>
    <ol class="govuk-list govuk-list--number">
      <li>The Department for Education gives councils the list of children’s homes, fostering agencies, adoption agencies and supported accommodation each year, together with the guide to the return. Ofsted publishes open lists of its own; the confidential list given to councils also has postcodes.</li>
      <li>Save the Excel or CSV file on this computer. Ask your children’s social care data team if you do not have it: whoever sends in the return does.</li>
      <li>Drop it on Files like any other file. It is recognised by its columns and put under “For reference”.</li>
    </ol>`],
  privacy: ["How to check that nothing leaves this computer", html`
    <p>All checking happens inside this page, on this computer. The page itself tells the browser to forbid it every connection: it can’t send, even if it wanted to. Nothing is stored either, but for the council you chose.</p>
    <p>You need not take our word for it.</p>
    <h2>Turn the network off</h2><ol class="govuk-list govuk-list--number"><li>Open this page and wait until “Python is ready”.</li><li>Turn off Wi-Fi, or pull the network cable.</li><li>Drop in your files and check. Everything works as before.</li><li>Close the page before you turn the network on again: all data is gone with it.</li></ol>
    <h2>Watch the network</h2><ol class="govuk-list govuk-list--number"><li>Press F12 and choose “Network” in the developer tools.</li><li>Drop in your files, check, and look at every screen.</li><li>The list shows only this page’s own parts, such as the postcodes of an area. None holds anything of yours.</li></ol>
    <h2>Read the rule the browser follows</h2><p>Choose “View page source”. Near the top is a line with “Content-Security-Policy”. In it, <strong>connect-src 'none'</strong> means no connections, and <strong>form-action 'none'</strong> that no form can be sent anywhere.</p>
    <h2>Use it without a network at all</h2><p>The same page comes as a zip. Unpack it on a computer that is not connected and open index.html with a double click.</p>`],
  trouble: ["When something does not work", html`
    <h2>A file can’t be used</h2><p>The sentence beside the file says which line is at fault and what to do. The other files go on without it.</p>
    <h2>A file was taken for the wrong table or year</h2><p>Press Change beside it, choose, and save. The year of a file comes from the dates in it.</p>
    <h2>Rules were not run</h2><p>The foot of the Overview lists them with the reason, most often a table or last year’s return that is not loaded.</p>
    <h2>The tool failed</h2><p>Where the page says that something is our fault, “Copy the details” copies a technical description without any child’s data. Send it to whoever gave you this tool.</p>
    <h2>Python does not start</h2><p>Use an up-to-date Edge, Chrome or Firefox. If your council switches WebAssembly off (Edge calls it “enhanced security”), ask for this page to be allowed.</p>`],
};

export function help(route) {
  const [title, body] = PAGES[route.id] ?? ["Help", html`<p class="lead">What each screen does, how to get what you need, and how to see for yourself that nothing leaves this computer.</p>
    <ul class="doc-list">${Object.entries(PAGES).map(([id, [name]]) => html`<li><a href="#/help/${id}">${name}</a></li>`)}<li><a href="#/rules">What each rule means</a></li><li><a href="licences.txt">Licences of what is bundled</a></li></ul>`];
  return html`<div class="prose">${PAGES[route.id] ? html`<div class="childbar"><a href="#/help">All help</a></div>` : ""}<h1 tabindex="-1">${title}</h1>${body}</div>`;
}
