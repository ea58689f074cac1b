// Help on what goes in: the lists and files that make more rules run, checking during the year, and how much fits.
import { html } from "lit-html";
import { thead } from "../parts/table.js";

export const DATA = {
  providers: [
    "How to get Ofsted’s list",
    html` <p>
        Ofsted’s list says which homes and agencies exist, under which number (URN), where, of what kind, and until
        when. With it, the numbers, provider codes, placement types and postcodes in Episodes are compared with the
        list.
      </p>
      <h2>Where it comes from</h2>
      <ol class="govuk-list govuk-list--number">
        <li>
          Ask whoever sends in your council’s return. The Department for Education gives councils the list for each
          collection; its guide to the children looked after return says where to find it.
        </li>
        <li>
          Save it on this computer as it is, Excel or CSV. There may be two files, children’s homes and social care
          providers, or one that holds both: take all you have.
        </li>
        <li>
          Drop it on <a href="#/files">Files</a> like any other file. It is put under “Lists”, with how many providers
          it holds and how many of them are closed.
        </li>
      </ol>
      <p>
        Ofsted also publishes lists that anyone can download. They leave out most of the columns below, so that little
        can be compared. The list given to councils is confidential: keep it where you keep the return.
      </p>
      <h2>How it must look</h2>
      <p>
        One row for each provider, with column names in one of the first rows. The order of the columns does not matter,
        others are ignored, and several sheets are read together.
      </p>
      <table class="grid few">
        <caption class="vh">
          Columns of Ofsted’s list
        </caption>
        ${thead("Column", "What it is for")}
        <tbody>
          <tr>
            <th scope="row">URN</th>
            <td>Ofsted’s number. Must be there.</td>
          </tr>
          <tr>
            <th scope="row">Placement code</th>
            <td>Placement types the provider offers, such as K2 (children’s home)</td>
          </tr>
          <tr>
            <th scope="row">Placement provider code</th>
            <td>Who runs it, PR0 (parents) to PR5 (voluntary sector)</td>
          </tr>
          <tr>
            <th scope="row">Deregistration date or Closed date</th>
            <td>When the registration ended, blank while it goes on</td>
          </tr>
          <tr>
            <th scope="row">Setting address postcode</th>
            <td>Where it is</td>
          </tr>
        </tbody>
      </table>
      <p>
        At least one of the others must be there beside URN. A sheet of supported accommodation counts as K3 (supported
        accommodation).
      </p>
      <h2>Without it</h2>
      <p>
        Everything else works. The few rules that need the list are not run, and the foot of the Overview says so. No
        error is shown for them, which does not mean that there is none.
      </p>`,
  ],
  "last-year": [
    "How to get last year’s files",
    html` <p>
        About a third of all errors in returns are disagreements with last year. They can only be found with last year’s
        return beside this year’s.
      </p>
      <ol class="govuk-list govuk-list--number">
        <li>
          Look for the return as the Department accepted it, not an earlier draft. Whoever sent it in will have kept the
          XML or the CSV files. If not, ask the Department’s helpdesk how to get your own return back from the portal.
        </li>
        <li>
          Drop it on <a href="#/files">Files</a> together with this year’s, in whatever format it is. The dates in the
          files say which is which.
        </li>
        <li>
          Look at the table: one group of files says “This year”, the other “Last year”. If two are swapped, press
          Change beside the file.
        </li>
      </ol>
      <h2>Returns from before last year</h2>
      <p>
        Drop them in too, as many as you have. They are only read: what began before last year is then known, so that
        rules 1001 (too little time in care for a care leaver), 1002 (care leaver in no episode) and 392a (no distance)
        and figures such as long-term stability are surer. More checks then shows where a child’s records don’t fit from
        one year to the next.
      </p>
      <h2>A new extract of last year instead?</h2>
      <p>It works, but it says what your system holds today. The Department compares with what you sent.</p>
      <h2>Where last year’s return was wrong</h2>
      <p>
        Some errors are right this year and were wrong last year. The rule then says “tell the Department”. Accept the
        error with a note, so that everyone knows.
      </p>
      <h2>Without it</h2>
      <p>The rules that compare with last year are not run, and the foot of the Overview lists them.</p>`,
  ],
  "all-year": [
    "Checking during the year",
    html` <p>
        What is fixed in October is not waiting for you in May. Check every month, or whenever you have an extract.
      </p>
      <ol class="govuk-list govuk-list--number">
        <li>Drop in the extract of the year so far, with last year’s return.</li>
        <li>
          “As at” is today. What the return asks only at the end of the year, such as health answers, is listed
          separately as “Not due yet”.
        </li>
        <li>Hand out lists from <a href="#/share">Share</a>. They hold what is due now, and nothing you accepted.</li>
        <li>Press “Save my work”.</li>
        <li>
          Next month, drop in the new extract together with your saved work: changes that fit are made again, those that
          don’t are listed, notes on accepted errors are back, and you see what is fixed, new and still there.
        </li>
      </ol>
      <h2>Next year’s rules</h2>
      <p>
        Under Options on Files, choose the rules of another year to see what would fail under them. A strip then says so
        on every place, and the Overview lists which errors come and go by rule, and why. Fix with the return’s own
        year’s rules.
      </p>`,
  ],
  limits: [
    "Browsers and sizes",
    html` <h2>Browsers</h2>
      <p>
        Edge, Chrome and Firefox of the last two years, on a computer. Each version of this page is tested in Firefox
        and in Chromium, on which Edge and Chrome are built, hosted and from an unpacked folder. It needs JavaScript and
        WebAssembly; both are on unless somebody turned them off.
      </p>
      <h2>Sizes</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          A file may have up to 400 MB, a table up to 5,000,000 rows, a zip up to 1,000 files. A council’s return is far
          smaller than any of these.
        </li>
        <li>
          Everything is held in the memory of this browser tab. If it runs out, close other tabs and load fewer files at
          once.
        </li>
      </ul>
      <h2>Years</h2>
      <p>Collections from 2022-23 on. Each is checked with its own rules.</p>
      <h2>What it does not do</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>It does not send in your return. You do that on the Department’s portal, where its own checks count.</li>
        <li>It keeps nothing. Close the page and all is gone, except what you downloaded.</li>
        <li>It does not know whether a record is true, only whether it fits the rules.</li>
      </ul>`,
  ],
};
