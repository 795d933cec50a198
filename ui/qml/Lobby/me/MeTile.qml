import QtQuick
import Lobby

/** One thing of one's own page, and how it stands; a touch opens it. */
Touchable {
    id: root

    required property string iconName
    required property string value
    property bool isTheirs: false // their own words: a touch shows the whole
    property bool isEmpty: false
    property color tint: Theme.accent

    implicitWidth: Theme.large(24)
    implicitHeight: words.implicitHeight + topPadding + bottomPadding
    padding: Theme.gap2
    verticalPadding: 1.2 * Theme.unit
    Accessible.description: value

    contentItem: Item {
        Icon {
            id: icon
            y: (name.implicitHeight / Math.max(1, name.lineCount) - height) / 2
            name: root.iconName
            size: Theme.text(3)
            color: root.tint
        }
        Column {
            id: words
            x: icon.width + 1.4 * Theme.unit
            width: parent.width - x
            spacing: 0.4 * Theme.unit

            TextLine {
                id: name
                width: parent.width
                text: root.text
                size: Theme.text(2.5)
                wght: Theme.semibold
                color: root.tint
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            TextLine {
                width: parent.width
                text: root.value
                size: Theme.text(2.4)
                color: root.isEmpty ? Theme.soft : Theme.ink
                wrapMode: Text.Wrap
                maximumLineCount: root.isTheirs ? 2 : 20
                elide: root.isTheirs ? Text.ElideRight : Text.ElideNone
                mayBeCut: root.isTheirs
                Accessible.ignored: true
            }
        }
    }
}
