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

const EXTENSIONS = [
  Document, Paragraph, Text, Heading.configure({ levels: [2, 3] }), Blockquote, BulletList, OrderedList,
  ListItem, Bold, Italic, onlyLink, Picture, Language, History, Dropcursor, Gapcursor,
]

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
    editorProps: { attributes },
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
  textarea.addEventListener("refill", show)
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

const wireLinks = (field, editor) => {
  const dialog = field.querySelector("dialog.editor-link")
  const address = dialog.querySelector("input")
  const open = () => {
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
    dialog.close()
    const href = address.value.trim()
    const chain = editor.chain().focus().extendMarkRange("link")
    if (!href) chain.unsetLink().run()
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run()
    } else chain.setLink({ href }).run()
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

const wirePictures = (editor) => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert-picture]")
    if (!button) return
    const attrs = { picture: button.closest("[data-picture-row]").dataset.pictureRow }
    editor.chain().focus().insertContent({ type: "picture", attrs }).run()
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
