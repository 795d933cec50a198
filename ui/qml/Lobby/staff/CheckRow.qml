import QtQuick
import Lobby

/** One thing that was measured: an icon and a word for how it is, and a sentence. */
Item {
    id: root

    required property CheckWords words
    required property string key
    required property string verdict // good | note | bad
    required property string says
    required property double value
    required property double other
    required property string name
    required property double afterS

    property bool large: false
    readonly property string tone: words.tone(verdict)

    implicitHeight: Math.max(tile.height, column.height)
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2. %3", "what, verdict, sentence").arg(topic.text)
        .arg(root.words.verdict(root.verdict)).arg(sentence.text)

    Rectangle {
        id: tile

        width: 4.6 * Theme.unit
        height: width
        radius: width / 2
        color: Theme.toneTint(root.tone)

        Icon {
            anchors.centerIn: parent
            name: ({ good: "check", note: "info", bad: "triangle-alert" })[root.verdict] ?? "info"
            size: 2.6 * Theme.unit
            color: Theme.tone(root.tone)
        }
    }
    Column {
        id: column

        anchors { left: tile.right; leftMargin: 1.4 * Theme.unit; right: parent.right }

        TextLine {
            id: topic

            width: parent.width
            text: root.words.topic(root.key)
            size: root.large ? Theme.text2 : Theme.text(2.4)
            wght: Theme.bold
            lineHeight: 0.92
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }
        TextLine {
            id: sentence

            width: parent.width
            text: root.words.sentence(root.says, root.value, root.other, root.name, root.afterS)
            size: root.large ? Theme.text(2.4) : Theme.text1
            color: Theme.soft
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }
    }
}
