import QtQuick
import QtQuick.Shapes
import Lobby

/** The time a page still stays. Ring and label together are one target that pauses it. */
Touchable {
    id: root

    required property int secondsLeft
    required property real shareLeft // 1 when full, 0 when the page goes
    required property bool paused
    property bool beside: false // label to the left of the ring, not below
    property bool isBare: false // with the sign of its label, without the words
    /** Its widths with the label below and beside, also while it is bare. */
    readonly property real fullWidth: Math.max(ring.side, labelWidth)
    readonly property real besideWidth: ring.side + Theme.gap2 + labelWidth
    readonly property real labelWidth: pauseSign.width + label.spacing + words.implicitWidth

    ground: "transparent"
    edge: "transparent"
    padding: 0
    implicitWidth: Math.max(Theme.touch, content.implicitWidth)
    implicitHeight: Math.max(Theme.touch, content.implicitHeight)
    text: paused ? qsTr("Go on") : qsTr("Keep this page")
    Accessible.description: qsTr("%n seconds left on this page", "", secondsLeft)

    contentItem: Grid {
        id: content
        columns: root.beside ? 2 : 1
        layoutDirection: root.beside ? Qt.RightToLeft : Qt.LeftToRight
        spacing: root.beside ? Theme.gap2 : Theme.gap1
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Shape {
            id: ring

            readonly property real side: Theme.large(8.4)
            readonly property real stroke: 0.6 * Theme.unit

            width: side
            height: side
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                strokeColor: Theme.line
                strokeWidth: ring.stroke
                fillColor: Theme.card

                PathAngleArc {
                    centerX: ring.side / 2; centerY: ring.side / 2
                    radiusX: (ring.side - ring.stroke) / 2; radiusY: radiusX
                    sweepAngle: 360
                }
            }
            ShapePath {
                strokeColor: Theme.accent
                strokeWidth: ring.stroke
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap

                PathAngleArc {
                    centerX: ring.side / 2; centerY: ring.side / 2
                    radiusX: (ring.side - ring.stroke) / 2; radiusY: radiusX
                    startAngle: -90
                    sweepAngle: -360 * root.shareLeft
                }
            }
            TextLine {
                anchors.centerIn: parent
                text: root.secondsLeft
                size: Theme.text2
                wght: Theme.semibold
                color: Theme.accent
                Accessible.ignored: true
            }
        }
        Row {
            id: label
            spacing: 0.6 * Theme.unit

            Icon {
                id: pauseSign
                anchors.verticalCenter: parent.verticalCenter
                name: root.paused ? "arrow-right" : "pause"
                size: Theme.large(2)
                color: Theme.accent
            }
            TextLine {
                id: words
                visible: !root.isBare
                text: root.text
                size: Theme.text1
                wght: Theme.semibold
                color: Theme.accent
                Accessible.ignored: true
            }
        }
    }
}
