-- What pandoc's HTML reader can't know: a span.note is a note, and the mark before it is then superfluous.
local function paragraphs(inlines)
  local blocks, run = {}, {}
  for _, one in ipairs(inlines) do
    if one.t == "Span" and one.classes:includes("as-p") then
      if #run > 0 then blocks[#blocks + 1] = pandoc.Para(run); run = {} end
      blocks[#blocks + 1] = pandoc.Para(one.content)
    elseif one.t == "Span" and one.identifier == "" then
      for _, inner in ipairs(paragraphs(one.content)) do blocks[#blocks + 1] = inner end
    else
      run[#run + 1] = one
    end
  end
  if #run > 0 then blocks[#blocks + 1] = pandoc.Para(run) end
  return blocks
end

function Span(span)
  if not span.classes:includes("note") then return nil end
  local blocks = paragraphs(span.content)
  table.insert(blocks[1].content, 1, pandoc.Span({}, pandoc.Attr(span.identifier)))
  return pandoc.Note(blocks)
end

function Link(link)
  if link.classes:includes("mark") and not link.classes:includes("again") then return {} end
  if link.classes:includes("page") or link.classes:includes("box") then
    local key = link.target:sub(2)
    return pandoc.RawInline("typst", "#link(<" .. key .. ">, context str(locate(<" .. key .. ">).page()))")
  end
  return nil
end
