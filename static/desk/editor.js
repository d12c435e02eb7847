// The body of a story as rich text: the closed set of articles/text/blocks.py and nothing else.
//
// The library is imported by its path, so that no import map, no nonce and no hash is asked of the
// Content-Security-Policy, and the editor is told to inject no style: its rules stand in editor.css.

import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Extension, Gapcursor, Heading, History, Italic,
  Link, ListItem, Node, OrderedList, Paragraph, Text,
} from "../django_prose_editor/editor.js"

// Languages of quoted foreign words are kept; whatever else a paste brings along is dropped.
const Language = Extension.create({
  name: "language",
  addGlobalAttributes() {
    return [{
      types: ["paragraph", "heading", "listItem", "bold", "italic", "link"],
      attributes: {
        lang: { default: null, parseHTML: (element) => element.getAttribute("lang") },
      },
    }]
  },
})

// A picture of the story, named by its number. What it shows is looked up in the form's list of pictures.
const Picture = Node.create({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      picture: {
        default: null,
        parseHTML: (element) => element.dataset.picture,
        renderHTML: ({ picture }) => ({ "data-picture": picture }),
      },
    }
  },
  parseHTML() {
    return [{ tag: "figure[data-picture]" }]
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes]
  },
  addNodeView() {
    return ({ node }) => ({ dom: figureOf(node.attrs.picture) })
  },
})

const figureOf = (number) => {
  const figure = document.createElement("figure")
  const row = document.querySelector(`[data-picture-row="${CSS.escape(number)}"] img`)
  const label = document.createElement("span")
  label.textContent = row ? `Picture ${number}: ${row.alt}` : `Picture ${number}, not in the list below`
  if (row) {
    const image = document.createElement("img")
    image.src = row.src
    image.alt = ""
    figure.append(image)
  }
  figure.append(label)
  return figure
}

const onlyLink = Link.extend({
  addAttributes() {
    return { href: { default: null } }
  },
  addKeyboardShortcuts() {
    return {}
  },
}).configure({ openOnClick: false, autolink: false, linkOnPaste: true, HTMLAttributes: {} })

// Stories have no line breaks inside a paragraph: Shift+Enter begins a new one, as Enter does.
const NoBreaks = Extension.create({
  name: "noBreaks",
  addKeyboardShortcuts() {
    const split = () => this.editor.commands.first(({ commands }) => [
      () => commands.splitListItem("listItem"), () => commands.splitBlock(),
    ])
    return { "Shift-Enter": split, "Mod-Enter": split }
  },
})

const EXTENSIONS = [
  NoBreaks,
  Document, Paragraph, Text, Heading.configure({ levels: [2, 3] }), Blockquote, BulletList, OrderedList,
  ListItem, Bold, Italic, onlyLink, Picture, Language, History, Dropcursor, Gapcursor,
]

const STYLED = [
  ["strong", /font-weight:\s*(bold|[6-9]00)/i],
  ["em", /font-style:\s*(italic|oblique)/i],
]

const wrap = (element, name) => {
  const around = element.ownerDocument.createElement(name)
  around.append(...element.childNodes)
  element.append(around)
}

// What word processors mean by styles, in elements; a row of a table is a paragraph, its cells apart by a space.
const tidied = (html) => {
  const page = new DOMParser().parseFromString(html.replace(/(<[^<>]*\s)style=/gi, "$1data-style="), "text/html")
  for (const element of page.querySelectorAll("b, strong, i, em")) {
    if (/font-(weight|style):\s*(normal|400)/i.test(element.dataset.style)) element.replaceWith(...element.childNodes)
  }
  for (const element of page.querySelectorAll("span[data-style]")) {
    for (const [name, style] of STYLED) if (style.test(element.dataset.style)) wrap(element, name)
  }
  for (const line of page.querySelectorAll("br")) line.replaceWith(" ")
  for (const cell of page.querySelectorAll("td, th")) {
    for (const block of cell.querySelectorAll("p, div")) block.replaceWith(...block.childNodes, " ")
  }
  for (const table of page.querySelectorAll("table")) {
    table.replaceWith(...[...table.rows].map((row) => {
      const line = page.createElement("p")
      line.append(...[...row.cells].flatMap((cell) => [...cell.childNodes, " "]))
      return line
    }))
  }
  return page.body.innerHTML
}

const COMMANDS = {
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  paragraph: (chain) => chain.setParagraph(),
  h2: (chain) => chain.toggleHeading({ level: 2 }),
  h3: (chain) => chain.toggleHeading({ level: 3 }),
  blockquote: (chain) => chain.toggleBlockquote(),
  ul: (chain) => chain.toggleBulletList(),
  ol: (chain) => chain.toggleOrderedList(),
  strong: (chain) => chain.toggleBold(),
  em: (chain) => chain.toggleItalic(),
  unlink: (chain) => chain.extendMarkRange("link").unsetLink(),
}

const ACTIVE = {
  h2: ["heading", { level: 2 }], h3: ["heading", { level: 3 }], blockquote: ["blockquote"],
  ul: ["bulletList"], ol: ["orderedList"], strong: ["bold"], em: ["italic"], link: ["link"],
}

const editorFor = (field) => {
  const element = field.querySelector(".editor-page")
  const textarea = field.querySelector("textarea")
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  label.id = `${textarea.id}_label`
  const attributes = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
    spellcheck: "true",
    lang: document.getElementById("id_language")?.value || "",
  }
  const described = textarea.getAttribute("aria-describedby")
  if (described) attributes["aria-describedby"] = described
  const editor = new Editor({
    element,
    extensions: EXTENSIONS,
    content: textarea.value,
    injectCSS: false,
    enableInputRules: false, // a line that begins with a dash or "1." is a line, until the desk says list
    editorProps: { attributes, transformPastedHTML: tidied },
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML()
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  label.addEventListener("click", () => editor.commands.focus())
  // The field is what will be sent: where something else than this page filled it, the page shows that.
  let shown = textarea.value
  editor.on("update", () => {
    shown = textarea.value
  })
  const show = () => {
    if (textarea.value === shown) return
    shown = textarea.value
    editor.commands.setContent(shown, { emitUpdate: false })
  }
  window.addEventListener("pageshow", show)
  field.classList.add("is-ready")
  return editor
}

const wireToolbar = (field, editor) => {
  const buttons = [...field.querySelectorAll("[data-command]")]
  for (const button of buttons) {
    // The caret stays where it is: a button that took the focus would swallow the next key.
    button.addEventListener("mousedown", (event) => event.preventDefault())
    const command = COMMANDS[button.dataset.command]
    if (command) button.addEventListener("click", () => command(editor.chain().focus()).run())
  }
  const refresh = () => {
    for (const button of buttons) {
      const name = button.dataset.command
      if (name in ACTIVE) button.setAttribute("aria-pressed", String(editor.isActive(...ACTIVE[name])))
      if (name === "unlink") button.hidden = !editor.isActive("link")
      if (name === "undo") button.disabled = !editor.can().undo()
      if (name === "redo") button.disabled = !editor.can().redo()
    }
  }
  editor.on("transaction", refresh)
  refresh()
}

// The address that a link gets, or why it gets none.
const linked = (typed) => {
  if (/^(https?:\/\/|mailto:)\S+$/i.test(typed) || /^\/(?!\/)\S*$/.test(typed)) return { href: typed }
  if (/^\/\//.test(typed)) return { why: "Put https: in front of it." }
  if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]\S*)?$/u.test(typed)) return { href: `https://${typed}` }
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed)) {
    return { why: "A story links to https://, http:// and mailto: addresses and to pages of this site, to nothing else." }
  }
  return { why: "This is no address. Give it as https://… or, for a page of this site, as /stories/…" }
}

const wireLinks = (field, editor) => {
  const dialog = field.querySelector("dialog.editor-link")
  const address = dialog.querySelector("input")
  const why = dialog.querySelector("[data-why]")
  const say = (sentence) => {
    why.textContent = sentence
    address.setAttribute("aria-invalid", String(Boolean(sentence)))
  }
  const open = () => {
    say("")
    address.value = editor.getAttributes("link").href || ""
    dialog.showModal()
  }
  field.querySelector('[data-command="link"]').addEventListener("click", open)
  field.querySelector(".editor-page").addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    open()
  })
  const put = () => {
    const typed = address.value.trim()
    const { href, why: refused } = typed ? linked(typed) : {}
    if (refused) {
      say(refused)
      address.focus()
      return
    }
    dialog.close()
    const chain = editor.chain().focus().extendMarkRange("link")
    if (!href) chain.unsetLink().run()
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run()
    } else {
      const behind = ({ tr, commands }) => commands.setTextSelection(tr.selection.to)
      chain.setLink({ href }).command(behind).run()
    }
  }
  // The field stands inside the story's form: Enter must not send that one.
  address.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    put()
  })
  dialog.querySelector("[data-put]").addEventListener("click", put)
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
}

// A picture stands between paragraphs: it is put behind the one, the list or the quotation that the caret is in.
const wirePictures = (editor) => {
  // The caret stays where it is, as with the buttons of the bar.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-insert-picture]")) event.preventDefault()
  })
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert-picture]")
    if (!button) return
    const picture = button.closest("[data-picture-row]").dataset.pictureRow
    editor.chain().focus().command(({ tr }) => {
      const { $to } = tr.selection
      tr.insert($to.depth ? $to.after(1) : $to.pos, editor.schema.nodes.picture.create({ picture }))
      return true
    }).run()
  })
}

for (const field of document.querySelectorAll(".editor")) {
  const editor = editorFor(field)
  wireToolbar(field, editor)
  wireLinks(field, editor)
  wirePictures(editor)
  document.getElementById("id_language")?.addEventListener("change", (event) => {
    editor.view.dom.setAttribute("lang", event.target.value)
  })
}
