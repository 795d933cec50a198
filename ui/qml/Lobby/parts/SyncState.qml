import QtQuick
import Lobby

/** A small cloud for staff: how the server is doing. Touched, it says so in words, and leads to their page. */
Touchable {
    id: root

    required property string sync // a value of states.Cloud
    required property int concerned
    signal staffAsked()

    ground: "transparent"
    edge: "transparent"
    padding: Theme.gap1
    text: state.words
    onClicked: bubble.opened ? bubble.close() : bubble.open()
    onVisibleChanged: if (!visible) bubble.close()

    SyncWords { id: state; sync: root.sync; concerned: root.concerned }

    contentItem: Item {
        implicitWidth: cloud.width

        Icon {
            id: cloud
            anchors.centerIn: parent
            name: state.glyph
            size: Theme.large(3)
            color: Theme.soft
        }
    }
    Bubble {
        id: bubble
        under: root
        patience: Theme.reading

        contentItem: Column {
            spacing: Theme.gap2

            TextLine {
                width: Math.min(implicitWidth, bubble.most - 2 * bubble.padding)
                text: state.words
                size: Theme.text1
                wrapMode: Text.Wrap
            }
            Button {
                iconName: "lock"
                text: qsTr("For the staff")
                size: Theme.text(2.5)
                onClicked: root.staffAsked()
            }
        }
    }
}
