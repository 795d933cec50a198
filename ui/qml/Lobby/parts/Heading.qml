import QtQuick
import Lobby

/** The one sentence of a page. Shrinks in its box down to `smallest`, then takes further lines. */
TextLine {
    id: root

    property real smallest: size

    wght: Theme.heading
    font.pixelSize: Math.round(Math.max(smallest, Math.min(size, fitting)))
    // One line at full size, measured beside the text, tells how far it has to shrink; a whole
    // pixel less, since letters do not shrink evenly.
    readonly property real fitting: width > 0 && measure.advanceWidth > width
        ? Math.floor(size * width / measure.advanceWidth) - 1 : size
    wrapMode: Text.Wrap
    Accessible.role: Accessible.Heading

    TextMetrics {
        id: measure
        text: root.text
        font.family: Theme.family
        font.pixelSize: Math.round(root.size)
        font.variableAxes: ({ "wght": root.wght })
    }
}
